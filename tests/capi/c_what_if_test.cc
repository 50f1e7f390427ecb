// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What-if through the C API: the bytes that WhatIf gives, and assumptions that
// mean no good.
#include <cstddef>
#include <cstdint>
#include <string>

#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/what_if.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "tests/capi/c_fixture.h"

namespace lotse {
namespace {

constexpr int64_t kAsOf = 1795424400000000;

class CWhatIf : public CFixture {
 protected:
  CWhatIf() : CFixture(*Preset("b2b")) {
    LOTSE_INIT(&options_);
    options_.as_of_micros = kAsOf;
    facts_.lead.id = "L-1";
    facts_.company.emplace().attributes = {{"employees", Value{int64_t{7}}}};
    FactChange& size = assumptions_.changes.emplace_back();
    size.kind = FactChangeKind::kSet;
    size.record = FactRecord::kCompany;
    size.attribute = "employees";
    size.value = Value{int64_t{200}};
    Answer& budget = assumptions_.answers.emplace_back();
    budget.question = "budget";
    budget.value = Value{std::string("approved")};
  }

  std::string Run(lotse_str facts, lotse_str assumptions) {
    return CFixture::Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_what_if(c_engine_, facts, assumptions, &options_, out, err);
    });
  }
  std::string Run() { return Run(proto::ToBytes(assumptions_)); }
  std::string Run(const std::string& assumptions) {
    return Run(StrOf(proto::ToBytes(facts_)), StrOf(assumptions));
  }
  void ExpectError(lotse_status status, const std::string& path) {
    Run();
    EXPECT_EQ(status_, status);
    EXPECT_EQ(path_, path);
  }

  Facts facts_;
  Assumptions assumptions_;
  lotse_score_options options_;
};

TEST_F(CWhatIf, GivesTheBytesOfWhatIf) {
  const std::string german = "de";
  for (const uint32_t flags :
       {0u, LOTSE_SCORE_CONTRIBUTIONS,
        LOTSE_SCORE_CONTRIBUTIONS | LOTSE_SCORE_NO_VALUES}) {
    options_.flags = flags;
    options_.language = StrOf(german);
    ScoreOptions ask;
    ask.language = german;
    ask.contributions = (flags & LOTSE_SCORE_CONTRIBUTIONS) != 0;
    if ((flags & LOTSE_SCORE_NO_VALUES) != 0) {
      ask.audience = Audience::kNoValues;
    }
    const auto report =
        WhatIf(engine_, facts_, assumptions_, Instant::FromMicros(kAsOf), ask);
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_LT(report->before.points, report->after.points);
    EXPECT_EQ(Run(), proto::ToBytes(*report));
    EXPECT_EQ(status_, LOTSE_OK);
  }
}

TEST_F(CWhatIf, ThePreviousCategoryIsThatOfTheFirstScore) {
  const std::string hot = "hot";
  options_.previous_category = StrOf(hot);
  options_.previous_category_since_micros = kAsOf - 1;
  ScoreOptions ask;
  ask.previous_category = hot;
  ask.previous_category_since = Instant::FromMicros(kAsOf - 1);
  EXPECT_EQ(Run(), proto::ToBytes(*WhatIf(engine_, facts_, assumptions_,
                                          Instant::FromMicros(kAsOf), ask)));
}

TEST_F(CWhatIf, IsAFeature) {
  EXPECT_EQ(lotse_has_feature({"what-if/1", 9}), 1);
}

TEST_F(CWhatIf, SpeaksJson) {
  options_.facts_format = options_.report_format = LOTSE_FORMAT_JSON;
  const std::string facts = R"({"lead": {"id": "L-1"}})";
  const std::string assumptions =
      R"({"answers": [{"question": "budget", "value": {"text": "approved"}}]})";
  const auto report =
      proto::FromJson<WhatIfReport>(Run(StrOf(facts), StrOf(assumptions)));
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->diff.changes.size(), 1u);
}

TEST_F(CWhatIf, NoAssumptionsChangeNothing) {
  const auto report = proto::FromBytes<WhatIfReport>(Run(""));
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->before, report->after);
  EXPECT_TRUE(report->diff.changes.empty());
}

TEST_F(CWhatIf, NamesWhatIsWrongByItsPath) {
  FactChange& change = assumptions_.changes[0];
  const FactChange good = change;
  change.attribute = "employes";
  ExpectError(LOTSE_NOT_FOUND, "assumptions.changes[0].attribute");
  change = good;
  change.kind = FactChangeKind::kUnspecified;
  ExpectError(LOTSE_INVALID_ARGUMENT, "assumptions.changes[0].kind");
  change = good;
  change.kind = FactChangeKind::kAdd;
  facts_.company->attributes[0].since = Instant::FromMicros(kAsOf);
  ExpectError(LOTSE_ALREADY_EXISTS, "assumptions.changes[0].since");
  change = good;
  change.value = Value{true};
  facts_.company->attributes.clear();
  ExpectError(LOTSE_INVALID_ARGUMENT, "company.attributes[0].value");
  change = good;
  assumptions_.answers[0].question = "bugdet";
  ExpectError(LOTSE_NOT_FOUND, "assumptions.answers[0].question");
  assumptions_.answers[0].question = "budget";
  facts_.lead.answers.push_back(assumptions_.answers[0]);
  facts_.lead.answers[0].value = Value{int64_t{1}};
  ExpectError(LOTSE_INVALID_ARGUMENT, "lead.answers[0].value");
  facts_.lead.answers.clear();
  options_.as_of_micros = 0;
  ExpectError(LOTSE_INVALID_ARGUMENT, "options.as_of_micros");
  options_.as_of_micros = kAsOf;
  options_.flags = 16;
  ExpectError(LOTSE_UNIMPLEMENTED, "options.flags");
  options_.flags = 0;
  Run("\x0a");
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(path_.substr(0, 11), "assumptions");
}

TEST_F(CWhatIf, RefusesParametersThatAreMissing) {
  const std::string facts = proto::ToBytes(facts_);
  lotse_buf out;
  EXPECT_EQ(lotse_what_if(nullptr, StrOf(facts), {nullptr, 0}, &options_, &out,
                          nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_what_if(c_engine_, {nullptr, 1}, {nullptr, 0}, &options_,
                          &out, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_what_if(c_engine_, StrOf(facts), {nullptr, 1}, &options_,
                          &out, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_what_if(c_engine_, StrOf(facts), {nullptr, 0}, nullptr, &out,
                          nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_what_if(c_engine_, StrOf(facts), {nullptr, 0}, &options_,
                          nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  Run(StrOf(facts), {facts.data(), SIZE_MAX});
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(path_, "assumptions");
}

TEST_F(CWhatIf, SurvivesEveryTruncationAndFlippedByte) {
  const std::string good = proto::ToBytes(assumptions_);
  const auto expect_answer = [&](const std::string& bytes) {
    const std::string out = Run(bytes);
    EXPECT_TRUE(status_ == LOTSE_OK || status_ == LOTSE_INVALID_ARGUMENT ||
                status_ == LOTSE_NOT_FOUND || status_ == LOTSE_ALREADY_EXISTS)
        << status_ << path_;
    if (status_ == LOTSE_OK) {
      EXPECT_TRUE(proto::FromBytes<WhatIfReport>(out).ok());
    }
  };
  for (size_t size = 0; size < good.size(); ++size) {
    expect_answer(good.substr(0, size));
  }
  for (size_t i = 0; i < good.size(); ++i) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      std::string bytes = good;
      bytes[i] = static_cast<char>(bytes[i] ^ flip);
      expect_answer(bytes);
    }
  }
}

}  // namespace
}  // namespace lotse
