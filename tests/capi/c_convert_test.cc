// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Promotion, demotion and hand-over through the C API: the bytes that the C++
// verbs give, sentences where they are asked for, and arguments that mean no
// good.
#include <cstdint>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/describe_conversion.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "tests/capi/c_fixture.h"
#include "tests/testing/sample_conversion.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

class CConvert : public CFixture {
 protected:
  CConvert() : CFixture(*Preset("b2b_lifecycle")) {
    LOTSE_INIT(&options_);
    options_.now_micros = kSampleNow.micros();
  }
  std::string Promote(const std::string& facts, const std::string& candidates) {
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_propose_promotion(c_engine_, StrOf(facts), StrOf(candidates),
                                     &options_, out, err);
    });
  }
  std::string Demote(const std::string& decision) {
    const std::string facts = proto::ToBytes(SampleDeal());
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_propose_demotion(c_engine_, StrOf(facts), StrOf(decision),
                                    &options_, out, err);
    });
  }
  std::string HandOver(const std::string& decision, int64_t deals_before) {
    const std::string facts = proto::ToBytes(SampleDeal());
    return Run([&](lotse_buf* out, lotse_error** err) {
      return lotse_propose_hand_over(c_engine_, StrOf(facts), StrOf(decision),
                                     deals_before, &options_, out, err);
    });
  }

  // The bytes of a decision that made `conversion` last.
  static std::string Decided(const ConversionMade& conversion) {
    Decision decision;
    decision.state = SampleState();
    ConversionMade earlier = conversion;
    earlier.at = kSampleNow - Duration::Days(9);
    ConversionMade promoted;
    promoted.kind = Conversion::kPromote;
    decision.steps.conversions = {earlier, conversion, promoted};
    return proto::ToBytes(decision);
  }

  lotse_decide_options options_;
};

TEST_F(CConvert, IsAFeature) {
  EXPECT_EQ(lotse_has_feature({"convert/1", 9}), 1);
}

TEST_F(CConvert, ProposesThePromotionOfTheCppVerb) {
  const std::string facts = proto::ToBytes(SampleLead());
  PromotionProposal expected = *engine_.converter()->ProposePromotion(
      SampleLead(), SampleCandidates(), kSampleNow);
  EXPECT_EQ(Promote(facts, proto::ToBytes(SampleCandidates())),
            proto::ToBytes(expected));
  expected =
      *engine_.converter()->ProposePromotion(SampleLead(), {}, kSampleNow);
  EXPECT_EQ(Promote(facts, ""), proto::ToBytes(expected));

  options_.flags = LOTSE_CONVERT_TEXTS | LOTSE_SCORE_NO_VALUES;
  options_.language = {"de", 2};
  expected.sentences =
      DescribePromotion(expected, engine_, "de", Audience::kNoValues);
  EXPECT_FALSE(expected.sentences.empty());
  EXPECT_EQ(Promote(facts, ""), proto::ToBytes(expected));
}

TEST_F(CConvert, ProposesTheDemotionOfTheCppVerb) {
  DemotionProposal expected = *engine_.converter()->ProposeDemotion(
      SampleDeal(), SampleState(), SampleDemotion());
  EXPECT_EQ(Demote(Decided(SampleDemotion())), proto::ToBytes(expected));
  options_.flags = LOTSE_CONVERT_TEXTS;
  expected.sentences = DescribeDemotion(expected, engine_, "en");
  EXPECT_EQ(Demote(Decided(SampleDemotion())), proto::ToBytes(expected));
}

TEST_F(CConvert, ProposesTheHandOverOfTheCppVerb) {
  HandOverRecord expected = *engine_.converter()->ProposeHandOver(
      SampleDeal(), SampleState(), SampleWin(), 0);
  EXPECT_TRUE(expected.first_deal);
  EXPECT_EQ(HandOver(Decided(SampleWin()), 0), proto::ToBytes(expected));
  options_.flags = LOTSE_CONVERT_TEXTS;
  expected.page = DescribeHandOver(expected, engine_, "en");
  EXPECT_EQ(HandOver(Decided(SampleWin()), 0), proto::ToBytes(expected));
}

TEST_F(CConvert, TakesAndGivesJson) {
  options_.input_format = LOTSE_FORMAT_JSON;
  options_.output_format = LOTSE_FORMAT_JSON;
  const auto proposal = proto::FromJson<PromotionProposal>(
      Promote(R"({"lead": {"id": "L-1", "offer": "pumps"}})",
              R"({"deals": [{"opportunity": {"id": "O-1"},
                             "lead_id": "L-1"}]})"));
  ASSERT_TRUE(proposal.ok()) << proposal.status() << error_;
  EXPECT_EQ(proposal->opportunity.action, RecordAction::kLink);
  EXPECT_EQ(proposal->opportunity.id, "O-1");
}

TEST_F(CConvert, NamesWhatIsWrong) {
  const std::string facts = proto::ToBytes(SampleLead());
  Promote(facts, "\xFF");
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_THAT(error_, HasSubstr("candidates"));
  PromotionCandidates nameless;
  nameless.persons.resize(1);
  Promote(facts, proto::ToBytes(nameless));
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(error_, "candidates.persons[0].id: is missing");
  Demote(Decided(SampleWin()));
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_THAT(error_, HasSubstr("decision.steps.conversions: has no demote"));
  HandOver(Decided(SampleDemotion()), 0);
  EXPECT_THAT(error_, HasSubstr("has no hand_over"));
  HandOver(Decided(SampleWin()), -1);
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
  EXPECT_THAT(error_, HasSubstr("deals_won_before"));
  // A flag that is not for this call.
  options_.flags = LOTSE_DECIDE_SCORE;
  Promote(facts, "");
  EXPECT_EQ(status_, LOTSE_UNIMPLEMENTED);
  EXPECT_THAT(error_, HasSubstr("options.flags"));
}

TEST_F(CConvert, NeedsASpecThatSaysHow) {
  lotse_engine* const engine = Build(*Preset("b2b"));
  const std::string facts = proto::ToBytes(SampleLead());
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_propose_promotion(engine, StrOf(facts), {nullptr, 0},
                                   &options_, out, err);
  });
  EXPECT_EQ(status_, LOTSE_FAILED_PRECONDITION);
  EXPECT_THAT(error_, HasSubstr("conversion"));
  lotse_engine_free(engine);
  Run([&](lotse_buf* out, lotse_error** err) {
    return lotse_propose_promotion(nullptr, StrOf(facts), {nullptr, 0},
                                   &options_, out, err);
  });
  EXPECT_EQ(status_, LOTSE_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace lotse
