// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Company scores through the C API: the bytes that the C++ verbs give, and
// entries that mean no good.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/company_scoring.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "tests/capi/c_fixture.h"

namespace lotse {
namespace {

EngineSpec Spec() {
  EngineSpec spec = *Preset("b2b_lifecycle");
  spec.tenant = "acme";
  CompanyScoreSpec& company = spec.company_score.emplace();
  company.role_fact = "answer.authority";
  company.roles = {{"decides", 1}, {"influences", 0.7}};
  company.other_weight = 0.25;
  company.max = Points::FromDouble(60);
  return spec;
}

class CCompany : public CFixture {
 protected:
  CCompany() : CFixture(Spec()) {
    LOTSE_INIT(&options_);
    options_.now_micros = now_.micros();
    for (int i = 0; i < 4; ++i) {
      Facts& facts = leads_.emplace_back();
      facts.lead.id = absl::StrCat("L-", i);
      facts.lead.company_id = i < 3 ? "C-1" : "C-2";
      facts.lead.channel = "referral";
      facts.persons.resize(1);
      facts.persons[0].id = absl::StrCat("P-", i % 2);
      Answer& authority = facts.lead.answers.emplace_back();
      authority.question = "authority";
      authority.value.kind = std::string(i == 0 ? "decides" : "influences");
    }
  }
  std::string Entry(const std::string& facts, const std::string& state = "") {
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_company_entry(c_engine_, session_, StrOf(facts),
                                 StrOf(state), &options_, out, err);
    });
  }
  std::string Scores(const std::vector<std::string>& entries) {
    std::vector<lotse_str> strs;
    for (const std::string& entry : entries) strs.push_back(StrOf(entry));
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_company_scores(c_engine_, strs.data(), strs.size(),
                                  &options_, out, err);
    });
  }

  void ExpectError(lotse_status status, const std::string& begin) {
    EXPECT_EQ(status_, status) << error_;
    EXPECT_EQ(error_.substr(0, begin.size()), begin);
  }

  const Instant now_ = *Instant::Parse("2026-11-23T09:00:00Z");
  std::vector<Facts> leads_;
  lotse_decide_options options_;
};

TEST_F(CCompany, GivesTheBytesOfTheCppVerbs) {
  std::vector<CompanyEntry> entries;
  std::vector<std::string> given;
  for (const Facts& facts : leads_) {
    const auto score = engine_.Score(facts, now_);
    ASSERT_TRUE(score.ok()) << score.status();
    entries.push_back(*MakeCompanyEntry(engine_, facts, *score));
    given.push_back(Entry(proto::ToBytes(facts)));
    EXPECT_EQ(status_, LOTSE_OK) << error_;
    EXPECT_EQ(given.back(), proto::ToBytes(entries.back()));
  }
  EXPECT_EQ(entries[0].role, "decides");
  const CompanyScoreList list = *ScoreCompanies(engine_, entries, now_);
  ASSERT_EQ(list.companies.size(), 2u);
  EXPECT_EQ(list.companies[0].score.persons.size(), 2u);
  EXPECT_EQ(Scores(given), proto::ToBytes(list));

  const std::string german = "de";
  options_.language = StrOf(german);
  options_.flags = LOTSE_SCORE_NO_VALUES;
  EXPECT_EQ(Scores(given),
            proto::ToBytes(*ScoreCompanies(engine_, entries, now_,
                                           {"de", Audience::kNoValues})));
}

TEST_F(CCompany, IsAFeature) {
  EXPECT_EQ(lotse_has_feature({"company/1", 9}), 1);
}

TEST_F(CCompany, SpeaksJson) {
  options_.input_format = options_.output_format = LOTSE_FORMAT_JSON;
  const std::string entry =
      Entry(R"({"lead": {"id": "L", "company_id": "C"}})");
  EXPECT_EQ(status_, LOTSE_OK) << error_;
  const auto list = proto::FromJson<CompanyScoreList>(Scores({entry}));
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->companies.size(), 1u);
  EXPECT_EQ(list->companies[0].company_id, "C");
}

TEST_F(CCompany, NoEntriesAreNoCompanies) {
  EXPECT_EQ(Scores({}), proto::ToBytes(CompanyScoreList()));
  EXPECT_EQ(status_, LOTSE_OK);
}

TEST_F(CCompany, NamesWhatIsWrongByItsPath) {
  leads_[0].company.emplace().attributes = {{"employees", Value{true}}};
  Entry(proto::ToBytes(leads_[0]));
  ExpectError(LOTSE_INVALID_ARGUMENT, "company.attributes[0].value");
  Entry(proto::ToBytes(leads_[1]), "\x0a");
  ExpectError(LOTSE_INVALID_ARGUMENT, "state");
  LeadState foreign;
  foreign.tenant = "other";
  foreign.lifecycle = "standard";
  foreign.state = "qualifying";
  Entry(proto::ToBytes(leads_[1]), proto::ToBytes(foreign));
  ExpectError(LOTSE_FAILED_PRECONDITION, "state.tenant");
  const std::string good = Entry(proto::ToBytes(leads_[1]));
  Scores({good, "\x0a"});
  ExpectError(LOTSE_INVALID_ARGUMENT, "entries[1]");
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_company_scores(c_engine_, nullptr, 1, &options_, out, err);
  });
  ExpectError(LOTSE_INVALID_ARGUMENT, "entries: is NULL");
  const lotse_str one = StrOf(good);
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_company_scores(c_engine_, &one, SIZE_MAX, &options_, out, err);
  });
  ExpectError(LOTSE_INVALID_ARGUMENT, "entries_len");
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_company_scores(nullptr, &one, 1, &options_, out, err);
  });
  ExpectError(LOTSE_INVALID_ARGUMENT, "engine");
  EXPECT_EQ(
      lotse_company_scores(c_engine_, &one, 1, &options_, nullptr, nullptr),
      LOTSE_INVALID_ARGUMENT);
  options_.flags = 64;
  Scores({good});
  ExpectError(LOTSE_UNIMPLEMENTED, "options.flags");
  options_.flags = 0;
  options_.now_micros = 0;
  Scores({good});
  ExpectError(LOTSE_INVALID_ARGUMENT, "options.now_micros");
}

TEST_F(CCompany, ASpecWithoutCompanyScoreIsRefused) {
  EngineSpec spec = Spec();
  spec.company_score.reset();
  lotse_engine_free(c_engine_);
  c_engine_ = Build(spec);
  Entry(proto::ToBytes(leads_[0]));
  ExpectError(LOTSE_FAILED_PRECONDITION, "the engine has no company score");
  Scores({});
  ExpectError(LOTSE_FAILED_PRECONDITION, "the engine has no company score");
}

TEST_F(CCompany, SurvivesEveryTruncationAndFlippedByteOfAnEntry) {
  const std::string good = Entry(proto::ToBytes(leads_[0]));
  ASSERT_GT(good.size(), 10u);
  const auto expect_answer = [&](const std::string& bytes) {
    Scores({good, bytes});
    EXPECT_TRUE(status_ == LOTSE_OK || status_ == LOTSE_INVALID_ARGUMENT)
        << status_ << error_;
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
