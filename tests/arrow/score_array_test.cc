// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Pieces in any order, on any thread, make the array of all rows.
#include "lotse/arrow/score_array.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/condition/condition_text.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_columns.h"
#include "lotse/score/scorer.h"
#include "tests/arrow/lead_text.h"

namespace lotse {
namespace {

constexpr size_t kFirst = 3;
constexpr size_t kRows = 20001;
constexpr size_t kBad = 8191;

Scorer MakeScorer() {
  ScoringSpec spec;
  spec.groups.push_back({"fit"});
  for (const char* id : {"large", "larger"}) {
    Rule& rule = spec.groups[0].rules.emplace_back();
    rule.id = id;
    rule.when = *ParseCondition("company.employees >= 50");
    rule.points = Points::FromDouble(20.5);
  }
  for (const char* id : {"tiny", "none"}) {
    Veto& veto = spec.vetoes.emplace_back();
    veto.id = id;
    veto.reason.en = "too small";
    veto.reason.de = "zu klein";
    veto.when = *ParseCondition("company.employees < 2");
  }
  spec.categories = {{"cold"}, {"hot"}};
  spec.categories[1].from = Points::FromDouble(10);
  return *CompileScorer(spec, *CompileFactCatalog(ArrowTestSchema()));
}

// What there is for each row, made up: the array only hands it on.
struct MadeScores {
  MadeScores() {
    scores.contribution_begin.push_back(0);
    for (size_t i = 0; i < kRows; ++i) {
      scores.points_nano.push_back(static_cast<int64_t>(i) * 500000000);
      scores.probability.push_back(1.0 / static_cast<double>(i + 1));
      scores.category.push_back(static_cast<int32_t>(i % 3) - 1);
      scores.category_since.push_back(static_cast<int64_t>(i) * 7);
      scores.veto.push_back(static_cast<int32_t>(i % 5 % 3) - 1);
      for (size_t c = 0; c < i % 4; ++c) {
        scores.contributions.push_back(
            {static_cast<uint32_t>(1 + c % 2),
             Points::FromNano(static_cast<int64_t>(i + c) * 1000000000)});
      }
      scores.contribution_begin.push_back(
          static_cast<int64_t>(scores.contributions.size()));
    }
    for (size_t i = 0; i < kFirst + kRows; ++i) {
      offsets.push_back(static_cast<int32_t>(bytes.size()));
      bytes += absl::StrCat(i);
      validity.resize(i / 8 + 1, 0);
      validity[i / 8] =
          static_cast<uint8_t>(validity[i / 8] | (i % 6 > 0 ? 1u << i % 8 : 0));
      numbers.push_back(static_cast<int32_t>(i));
    }
    offsets.push_back(static_cast<int32_t>(bytes.size()));
    errors = {{1, "before"}, {kFirst + kBad, "bad"}};
  }

  ColumnView TextIds() const {
    ColumnView ids;
    ids.type = ValueType::kText;
    ids.layout = ColumnLayout::kText32;
    ids.offsets = offsets.data();
    ids.bytes = bytes.data();
    return ids;
  }
  ColumnView NumberIds() const {
    return ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt32,
                             numbers.data(), validity.data());
  }

  ScoreColumns scores;
  std::vector<int32_t> offsets, numbers;
  std::string bytes;
  std::vector<uint8_t> validity;
  std::vector<RowError> errors;
};

const MadeScores& Made() {
  static const MadeScores& made = *new MadeScores();
  return made;
}

bool IsNull(const ArrowArray& column, size_t row) {
  const auto* const validity = static_cast<const uint8_t*>(column.buffers[0]);
  return validity != nullptr && (validity[row / 8] >> row % 8 & 1) == 0;
}

std::string TextOf(const ArrowArray& column, size_t row) {
  if (IsNull(column, row)) return "null";
  const auto begin = LoadAt<int32_t>(column.buffers[1], row);
  const auto end = LoadAt<int32_t>(column.buffers[1], row + 1);
  return std::string(static_cast<const char*>(column.buffers[2]) + begin,
                     static_cast<size_t>(end - begin));
}

template <typename T>
std::string FixedText(const ArrowArray& column, size_t row) {
  return IsNull(column, row) ? "null"
                             : absl::StrCat(LoadAt<T>(column.buffers[1], row));
}

// Row `row` of an array with contributions: its columns side by side.
std::string RowText(const ArrowArray& array, size_t row, bool text_ids) {
  const ArrowArray* const* const c = array.children;
  std::string text = absl::StrCat(
      text_ids ? TextOf(*c[0], row) : FixedText<int32_t>(*c[0], row), " ",
      FixedText<double>(*c[1], row), " ", FixedText<double>(*c[2], row), " ",
      IsNull(*c[3], row)
          ? "null"
          : TextOf(*c[3]->dictionary,
                   static_cast<size_t>(LoadAt<int8_t>(c[3]->buffers[1], row))),
      " ", FixedText<int64_t>(*c[4], row), " ", TextOf(*c[5], row), " ",
      TextOf(*c[6], row), " ", TextOf(*c[7], row), " ", TextOf(*c[9], row));
  if (IsNull(*c[8], row)) return text + " null";
  const ArrowArray& items = *c[8]->children[0];
  const auto begin = LoadAt<int32_t>(c[8]->buffers[1], row);
  const auto end = LoadAt<int32_t>(c[8]->buffers[1], row + 1);
  for (auto i = static_cast<size_t>(begin); i < static_cast<size_t>(end); ++i) {
    absl::StrAppend(&text, " ", TextOf(*items.children[0], i), "=",
                    FixedText<double>(*items.children[2], i));
  }
  return text;
}

std::string ExpectedRow(const Scorer& scorer, size_t row, bool text_ids) {
  const ScoreColumns& scores = Made().scores;
  const size_t id = kFirst + row;
  std::string text = text_ids || id % 6 > 0 ? absl::StrCat(id) : "null";
  if (row == kBad) {
    return text + " null null null null null null null bad null";
  }
  const int32_t category = scores.category[row];
  const int32_t veto = scores.veto[row];
  const ScoringSpec& spec = scorer.spec();
  absl::StrAppend(
      &text, " ", Points::FromNano(scores.points_nano[row]).ToDouble(), " ",
      scores.probability[row], " ",
      category < 0 ? "null" : spec.categories[static_cast<size_t>(category)].id,
      " ", category < 0 ? "null" : absl::StrCat(scores.category_since[row]),
      " ", veto < 0 ? "null" : spec.vetoes[static_cast<size_t>(veto)].id,
      " null null null");
  for (auto c = scores.contribution_begin[row];
       c < scores.contribution_begin[row + 1]; ++c) {
    const Contribution& part = scores.contributions[static_cast<size_t>(c)];
    absl::StrAppend(&text, " ", scorer.IdOf(part.source), "=",
                    part.points.ToDouble());
  }
  return text;
}

ScoredRows RowsWith(const ColumnView* ids) {
  ScoredRows rows;
  rows.first = kFirst;
  rows.count = kRows;
  rows.ids = ids;
  rows.errors = Made().errors;
  return rows;
}

void ExpectAllRows(const Scorer& scorer, const OwnedArrowArray& array,
                   bool text_ids) {
  ASSERT_EQ(array->length, static_cast<int64_t>(kRows));
  for (size_t row = 0; row < kRows; ++row) {
    ASSERT_EQ(RowText(*array, row, text_ids),
              ExpectedRow(scorer, row, text_ids))
        << row;
  }
}

TEST(ScoreArray, JoinsPiecesInAnyOrder) {
  const Scorer scorer = MakeScorer();
  for (const bool text_ids : {true, false}) {
    const ScoreExporter exporter(scorer, text_ids ? "u" : "i", true);
    const ColumnView ids = text_ids ? Made().TextIds() : Made().NumberIds();
    ScoreArray pieces(exporter, RowsWith(&ids));
    ASSERT_GE(pieces.pieces(), 3u);
    EXPECT_EQ(pieces.begin(0), kFirst);
    EXPECT_EQ(pieces.end(pieces.pieces() - 1), kFirst + kRows);
    for (size_t piece = pieces.pieces(); piece-- > 0;) {
      pieces.Put(piece, Made().scores, pieces.begin(piece) - kFirst);
    }
    OwnedArrowArray array;
    ASSERT_EQ(std::move(pieces).Finish(array.Receive()), absl::OkStatus());
    ExpectAllRows(scorer, array, text_ids);
  }
}

TEST(ScoreArray, TakesPiecesFromSeveralThreads) {
  const Scorer scorer = MakeScorer();
  const ColumnView ids = Made().TextIds();
  ScoreArray pieces(ScoreExporter(scorer, "u", true), RowsWith(&ids));
  std::vector<std::thread> threads;
  for (size_t piece = 0; piece < pieces.pieces(); ++piece) {
    threads.emplace_back([&pieces, piece] {
      pieces.Put(piece, Made().scores, pieces.begin(piece) - kFirst);
    });
  }
  for (std::thread& thread : threads) thread.join();
  OwnedArrowArray array;
  ASSERT_EQ(std::move(pieces).Finish(array.Receive()), absl::OkStatus());
  ExpectAllRows(scorer, array, true);
}

TEST(ScoreArray, CountsWhatIsMissing) {
  const ColumnView ids = Made().NumberIds();
  const ScoreExporter exporter(MakeScorer(), "i", false);
  OwnedArrowArray array;
  ASSERT_EQ(exporter.Export(Made().scores, RowsWith(&ids), array.Receive()),
            absl::OkStatus());
  for (int64_t c = 0; c < array->n_children; ++c) {
    const ArrowArray& column = *array->children[c];
    int64_t nulls = 0;
    for (size_t row = 0; row < kRows; ++row) nulls += IsNull(column, row);
    EXPECT_EQ(column.null_count, nulls) << c;
  }
}

TEST(ScoreArray, OfNoRowsIsEmpty) {
  const Scorer scorer = MakeScorer();
  ScoreArray pieces(ScoreExporter(scorer, "u", true), ScoredRows());
  EXPECT_EQ(pieces.pieces(), 0u);
  OwnedArrowArray array;
  ASSERT_EQ(std::move(pieces).Finish(array.Receive()), absl::OkStatus());
  EXPECT_EQ(array->length, 0);
  EXPECT_EQ(array->n_children, 10);
}

}  // namespace
}  // namespace lotse
