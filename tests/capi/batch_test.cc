// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Many leads through the C interface: lotse_score_arrow and its stream.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "lotse/arrow/c_data.h"
#include "lotse/c/lotse.h"
#include "tests/arrow/hand_made_array.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int64_t kAsOf = 1795424400000000;

constexpr const char* kSpec = R"json({
  "schema": {
    "company": [{"key": "employees", "type": "integer"},
                {"key": "country", "type": "text"}],
    "activity_kinds": [{"key": "visit"}]
  },
  "scoring": {
    "groups": [{"id": "all", "rules": [
      {"id": "big", "when": "employees >= 50", "points": 10},
      {"id": "home", "when": "country in (\"DE\", \"AT\")",
                     "points" : 2.5
},
      {"id": "seen", "when": "count(visit) >= 1", "points": 1}]
}],
    "categories": [{"id": "cold"}, {"id": "hot", "from": 10}]
}
})json";

lotse_str StrOf(const std::string& text) { return {text.data(), text.size()}; }

std::string TakeMessage(lotse_error* error) {
  const lotse_str message = lotse_error_message(error);
  std::string text(message.ptr, message.len);
  lotse_error_free(error);
  return text;
}

// `rows` leads of 7 kinds, one after the other.
HandMadeArray Leads(size_t rows) {
  std::vector<int64_t> ids;
  std::vector<int32_t> employees;
  std::vector<bool> known;
  std::vector<std::string> countries;
  for (size_t i = 0; i < rows; ++i) {
    ids.push_back(static_cast<int64_t>(i));
    employees.push_back(static_cast<int32_t>(i % 7 * 20));
    known.push_back(i % 7 != 6);
    countries.push_back(i % 2 == 0 ? "DE" : "FR");
  }
  HandMadeArray size = FixedOf<int32_t>("employees", "i", employees);
  size.WithValidity(known);
  return StructOf(
      "", static_cast<int64_t>(rows),
      {FixedOf<int64_t>("id", "l", ids), size, TextsOf("country", countries)});
}

double PointsOf(size_t i) {
  const bool big = i % 7 != 6 && i % 7 * 20 >= 50;
  return (big ? 10 : 0) + (i % 2 == 0 ? 2.5 : 0);
}

// A child of an exported struct, by name.
const ArrowArray& Child(const ArrowSchema& schema, const ArrowArray& array,
                        const std::string& name) {
  for (int64_t c = 0; c < schema.n_children; ++c) {
    if (schema.children[c]->name == name) return *array.children[c];
  }
  ADD_FAILURE() << "no column " << name;
  return *array.children[0];
}

std::vector<double> PointsIn(const ArrowSchema& schema,
                             const ArrowArray& array) {
  const ArrowArray& points = Child(schema, array, "points");
  const double* const values = static_cast<const double*>(points.buffers[1]);
  return std::vector<double>(values, values + points.length);
}

class Batch : public ::testing::Test {
 protected:
  Batch() {
    lotse_engine_options options;
    LOTSE_INIT(&options);
    options.spec_format = LOTSE_FORMAT_JSON;
    lotse_error* error = nullptr;
    EXPECT_EQ(lotse_engine_build(StrOf(kSpec), &options, &engine_, &error),
              LOTSE_OK)
        << TakeMessage(error);
    LOTSE_INIT(&options_);
    options_.as_of_micros = kAsOf;
  }
  ~Batch() override {
    lotse_engine_free(engine_);
    EXPECT_EQ(count_.given, count_.released);
  }

  // Scores `leads`; both outputs are the caller's.
  std::string Score(const HandMadeArray& leads, OwnedArrowSchema* out_schema,
                    OwnedArrowArray* out) {
    ArrowSchema schema;
    ArrowArray array;
    ExportHandMade(leads, &schema, &array, &count_);
    OwnedArrowSchema owned(&schema);
    lotse_error* error = nullptr;
    const lotse_status status =
        lotse_score_arrow(engine_, owned.get(), &array, &options_,
                          out_schema->Receive(), out->Receive(), &error);
    EXPECT_EQ(array.release, nullptr);
    return status == LOTSE_OK ? "" : TakeMessage(error);
  }

  lotse_engine* engine_ = nullptr;
  lotse_batch_options options_;
  ReleaseCount count_;
};

TEST_F(Batch, ScoresEachLeadWithAnyNumberOfThreads) {
  constexpr size_t kRows = 50001;
  for (uint32_t threads : {0u, 1u, 3u, 64u}) {
    options_.threads = threads;
    OwnedArrowSchema schema;
    OwnedArrowArray scores;
    ASSERT_EQ(Score(Leads(kRows), &schema, &scores), "");
    const std::vector<double> points = PointsIn(*schema, *scores);
    const ArrowArray& category = Child(*schema, *scores, "category");
    const int8_t* const codes = static_cast<const int8_t*>(category.buffers[1]);
    const int64_t* const ids =
        static_cast<const int64_t*>(Child(*schema, *scores, "id").buffers[1]);
    ASSERT_EQ(points.size(), kRows);
    for (size_t i = 0; i < kRows; ++i) {
      ASSERT_EQ(ids[i], static_cast<int64_t>(i));
      ASSERT_EQ(points[i], PointsOf(i)) << i << ", " << threads << " threads";
      ASSERT_EQ(codes[i], PointsOf(i) >= 10 ? 1 : 0);
    }
  }
}

TEST_F(Batch, ListsContributionsInTheOrderOfTheRows) {
  options_.threads = 2;
  options_.flags = LOTSE_SCORE_CONTRIBUTIONS;
  OwnedArrowSchema schema;
  OwnedArrowArray scores;
  constexpr size_t kRows = 40000;
  ASSERT_EQ(Score(Leads(kRows), &schema, &scores), "");
  const ArrowArray& parts = Child(*schema, *scores, "contributions");
  const int32_t* const offsets = static_cast<const int32_t*>(parts.buffers[1]);
  for (size_t i = 0; i < kRows; ++i) {
    ASSERT_EQ(offsets[i + 1] - offsets[i],
              (PointsOf(i) >= 10 ? 1 : 0) + (i % 2 == 0 ? 1 : 0))
        << i;
  }
}

TEST_F(Batch, GivesSignalsAsColumnsIfAsked) {
  const std::string spec =
      R"json({"schema": {"company": [{"key": "employees", "type": "integer"}]},
          "scores": [{"name": "fit", "when": "employees is not missing",
              "scoring": {"groups": [{"id": "g", "rules": [
                  {"id": "big", "when": "employees >= 50", "points": 7}]}],
                  "categories": [{"id": "c"}, {"id": "a", "from": 5}]}}],
          "scoring": {"groups": [{"id": "all", "weights": [
              {"id": "fit", "of": "score.fit.points"}]}]}})json";
  lotse_engine_free(engine_);
  engine_ = nullptr;
  lotse_engine_options build;
  LOTSE_INIT(&build);
  build.spec_format = LOTSE_FORMAT_JSON;
  ASSERT_EQ(lotse_engine_build(StrOf(spec), &build, &engine_, nullptr),
            LOTSE_OK);
  options_.threads = 3;
  constexpr size_t kRows = 40000;
  OwnedArrowSchema plain_schema;
  OwnedArrowArray plain;
  ASSERT_EQ(Score(Leads(kRows), &plain_schema, &plain), "");
  options_.flags = LOTSE_SCORE_SIGNALS;
  OwnedArrowSchema schema;
  OwnedArrowArray scores;
  ASSERT_EQ(Score(Leads(kRows), &schema, &scores), "");
  EXPECT_EQ(scores->n_children, plain->n_children + 4);
  EXPECT_EQ(PointsIn(*schema, *scores), PointsIn(*plain_schema, *plain));
  const ArrowArray& points = Child(*schema, *scores, "score.fit.points");
  const ArrowArray& category = Child(*schema, *scores, "score.fit.category");
  EXPECT_EQ(Child(*schema, *scores, "score.fit.veto").null_count,
            static_cast<int64_t>(kRows));
  EXPECT_EQ(category.dictionary->length, 2);
  const auto* const there = static_cast<const uint8_t*>(points.buffers[0]);
  for (size_t i = 0; i < kRows; ++i) {
    ASSERT_EQ((there[i / 8] >> i % 8 & 1) != 0, i % 7 != 6) << i;
    if (i % 7 == 6) continue;
    const bool big = i % 7 * 20 >= 50;
    ASSERT_EQ(static_cast<const double*>(points.buffers[1])[i], big ? 7 : 0);
    ASSERT_EQ(static_cast<const int32_t*>(category.buffers[1])[i], big ? 1 : 0);
  }
}

TEST_F(Batch, JoinsATableOfActivities) {
  ArrowSchema schema;
  ArrowArray array;
  ExportHandMade(StructOf("", 2,
                          {FixedOf<int64_t>("lead", "l", {1, 2}),
                           TextsOf("kind", {"visit", "visit"}),
                           FixedOf<int64_t>("occurred_at", "tsu:UTC",
                                            {kAsOf - 5, kAsOf + 5})}),
                 &schema, &array, &count_);
  OwnedArrowSchema owned(&schema);
  options_.activities_schema = owned.get();
  options_.activities = &array;
  OwnedArrowSchema out_schema;
  OwnedArrowArray scores;
  ASSERT_EQ(Score(Leads(3), &out_schema, &scores), "");
  EXPECT_EQ(array.release, nullptr);
  EXPECT_THAT(PointsIn(*out_schema, *scores), ElementsAre(2.5, 1, 2.5));
}

TEST_F(Batch, NamesWhatIsWrongAndReleasesAllTheSame) {
  OwnedArrowSchema schema;
  OwnedArrowArray scores;
  HandMadeArray leads = Leads(3);
  leads.children[1].buffers[1] = std::nullopt;
  EXPECT_THAT(Score(leads, &schema, &scores), HasSubstr("employees"));
  EXPECT_TRUE(schema.released());
  EXPECT_TRUE(scores.released());

  options_.threads = LOTSE_MAX_THREADS + 1;
  EXPECT_THAT(Score(Leads(3), &schema, &scores), HasSubstr("options.threads"));
  options_.threads = 0;
  options_.flags = 2;
  EXPECT_THAT(Score(Leads(3), &schema, &scores), HasSubstr("options.flags"));
  options_.flags = 0;
  options_.as_of_micros = 0;
  EXPECT_THAT(Score(Leads(3), &schema, &scores), HasSubstr("as_of_micros"));
  options_.as_of_micros = kAsOf;
  ArrowSchema lonely = {};
  options_.activities_schema = &lonely;
  EXPECT_THAT(Score(Leads(3), &schema, &scores),
              HasSubstr("options.activities"));
}

TEST_F(Batch, TakesNoNullPointers) {
  ArrowSchema schema;
  ArrowArray array;
  ExportHandMade(Leads(1), &schema, &array, &count_);
  OwnedArrowSchema owned(&schema);
  OwnedArrowSchema out_schema;
  OwnedArrowArray out;
  EXPECT_EQ(lotse_score_arrow(nullptr, owned.get(), &array, &options_,
                              out_schema.Receive(), out.Receive(), nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(lotse_score_arrow(engine_, owned.get(), nullptr, &options_,
                              out_schema.Receive(), out.Receive(), nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_score_arrow(engine_, nullptr, &array, nullptr, nullptr,
                              nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(
      lotse_score_arrow_stream(engine_, nullptr, &options_, nullptr, nullptr),
      LOTSE_INVALID_ARGUMENT);
}

// A stream of arrays of 3 leads; after `arrays` of them it ends or fails.
struct Producer {
  int arrays = 0;
  bool fails = false;
  ReleaseCount* count = nullptr;
  int given = 0;
  bool released = false;

  void Export(ArrowArrayStream* out) {
    out->get_schema = [](ArrowArrayStream*, ArrowSchema* schema) {
      ArrowArray array;
      ExportHandMade(Leads(3), schema, &array, nullptr);
      array.release(&array);
      return 0;
    };
    out->get_next = [](ArrowArrayStream* self, ArrowArray* array) {
      Producer& producer = *static_cast<Producer*>(self->private_data);
      array->release = nullptr;
      if (producer.given == producer.arrays) return producer.fails ? EIO : 0;
      ++producer.given;
      ArrowSchema schema;
      ExportHandMade(Leads(3), &schema, array, producer.count);
      schema.release(&schema);
      return 0;
    };
    out->get_last_error = [](ArrowArrayStream*) {
      return "Mrs Miller's disk is full";
    };
    out->release = [](ArrowArrayStream* self) {
      static_cast<Producer*>(self->private_data)->released = true;
      self->release = nullptr;
    };
    out->private_data = this;
  }
};

TEST_F(Batch, ScoresAStreamArrayByArray) {
  Producer producer;
  producer.arrays = 4;
  ArrowArrayStream leads;
  producer.Export(&leads);
  OwnedArrowStream scores;
  lotse_error* error = nullptr;
  ASSERT_EQ(lotse_score_arrow_stream(engine_, &leads, &options_,
                                     scores.Receive(), &error),
            LOTSE_OK)
      << TakeMessage(error);
  EXPECT_EQ(leads.release, nullptr);
  // The stream has all that it needs of the engine.
  lotse_engine_free(engine_);
  engine_ = nullptr;
  OwnedArrowSchema schema;
  ASSERT_EQ(scores->get_schema(scores.get(), schema.Receive()), 0);
  for (int i = 0; i < 4; ++i) {
    OwnedArrowArray array;
    ASSERT_EQ(scores->get_next(scores.get(), array.Receive()), 0);
    EXPECT_EQ(producer.given, i + 1);
    EXPECT_THAT(PointsIn(*schema, *array),
                ElementsAre(PointsOf(0), PointsOf(1), PointsOf(2)));
  }
  OwnedArrowArray end;
  ASSERT_EQ(scores->get_next(scores.get(), end.Receive()), 0);
  EXPECT_TRUE(end.released());
  EXPECT_EQ(scores->get_last_error(scores.get()), nullptr);
  scores.Reset();
  EXPECT_TRUE(producer.released);
}

TEST_F(Batch, SaysThatAStreamFailedHalfWayAndQuotesNobody) {
  Producer producer;
  producer.arrays = 1;
  producer.fails = true;
  ArrowArrayStream leads;
  producer.Export(&leads);
  OwnedArrowStream scores;
  ASSERT_EQ(lotse_score_arrow_stream(engine_, &leads, &options_,
                                     scores.Receive(), nullptr),
            LOTSE_OK);
  OwnedArrowArray array;
  ASSERT_EQ(scores->get_next(scores.get(), array.Receive()), 0);
  EXPECT_FALSE(array.released());
  for (int i = 0; i < 2; ++i) {
    OwnedArrowArray none;
    EXPECT_EQ(scores->get_next(scores.get(), none.Receive()), EIO);
    EXPECT_TRUE(none.released());
    const std::string message = scores->get_last_error(scores.get());
    EXPECT_FALSE(message.empty());
    EXPECT_EQ(message.find("Miller"), std::string::npos);
  }
}

}  // namespace
}  // namespace lotse
