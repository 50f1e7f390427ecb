// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Stories of leads and the buyer stage that the preset finds for them: what
// happened, where the lead stands, why, and what to offer next.
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/channel/buyer_stage.h"
#include "lotse/engine/presets.h"
#include "lotse/facts/fact_binder.h"

namespace lotse {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Schema B2bWithStages() {
  Schema schema = Preset("b2b")->schema;
  AddBuyerStageAttributes(&schema);
  return schema;
}

Value Text(const char* text) { return Value{std::string(text)}; }

// What is known of a lead at an instant.
struct Finding {
  std::string stage;
  std::vector<std::string> reasons;
  std::vector<std::string> missing;
  std::string offer;
  bool held = false;
};

class BuyerStageStory : public testing::Test {
 protected:
  // Something the lead did on `date`.
  void Did(const char* date, const char* kind,
           std::vector<std::pair<const char*, const char*>> payload = {}) {
    Activity activity;
    activity.kind = kind;
    activity.occurred_at = At(date);
    for (const auto& [key, text] : payload) {
      activity.attributes.push_back({key, Text(text), {}, ""});
    }
    facts_.persons[0].activities.push_back(std::move(activity));
  }
  void Answered(const char* date, const char* question, Value value,
                const char* source, const char* valid_until = nullptr) {
    Answer answer;
    answer.question = question;
    answer.value = std::move(value);
    answer.answered_at = At(date);
    if (valid_until != nullptr) answer.valid_until = At(valid_until);
    answer.source = source;
    facts_.lead.answers.push_back(std::move(answer));
  }
  void Requested(const char* date, const char* what) {
    facts_.lead.attributes.push_back({"request", Text(what), At(date), ""});
    Did(date, "form");
  }

  // The stage on `date`; what it was the time before is remembered.
  Finding On(const char* date) {
    const absl::StatusOr<LeadView> view =
        binder_.Bind(facts_, At(date), &buffer_);
    EXPECT_TRUE(view.ok()) << view.status();
    if (!view.ok()) return {};
    const BuyerStageResult result =
        finder_.Find(*view, At(date), memory_, &scratch_);
    memory_ = {result.stage, result.since};
    Finding finding;
    if (result.stage >= 0) {
      finding.stage = spec_.stages[static_cast<size_t>(result.stage)].id;
    }
    for (const uint32_t e : result.reasons) {
      finding.reasons.push_back(spec_.evidence[e].id);
    }
    for (const uint32_t e : result.missing) {
      finding.missing.push_back(spec_.evidence[e].id);
    }
    finding.offer = finder_.OfferOf(result.stage).en;
    finding.held = result.held;
    return finding;
  }

 private:
  static Instant At(const char* date) { return *Instant::Parse(date); }

  const BuyerStageSpec spec_ = BuyerStagePreset();
  const FactCatalog catalog_ =
      *CompileFactCatalog(B2bWithStages(), BuyerStageSignals(spec_));
  const BuyerStageFinder finder_ = *CompileBuyerStage(spec_, catalog_);
  const FactBinder binder_{catalog_};
  Facts facts_ = [] {
    Facts facts;
    facts.persons.resize(1);
    return facts;
  }();
  BindBuffer buffer_;
  BuyerStageScratch scratch_;
  BuyerStageMemory memory_;
};

TEST_F(BuyerStageStory, OnlyOpensTheNewsletter) {
  for (const char* date : {"2026-01-05", "2026-01-19", "2026-02-02"}) {
    Did(date, "email_open");
  }
  const Finding finding = On("2026-02-03");
  EXPECT_EQ(finding.stage, "");
  EXPECT_THAT(finding.reasons, IsEmpty());
  EXPECT_THAT(finding.missing, ElementsAre("topic_content", "asked_information",
                                           "follows_links"));
  EXPECT_THAT(finding.offer, HasSubstr("something on the topic"));
}

TEST_F(BuyerStageStory, FollowsLinksAndStillSaysTooLittle) {
  Did("2026-01-05", "email_click");
  Did("2026-01-19", "email_click");
  EXPECT_EQ(On("2026-02-03").stage, "");
  // The first whitepaper makes it enough.
  Did("2026-02-04", "download", {{"asset_stage", "early"}});
  const Finding finding = On("2026-02-05");
  EXPECT_EQ(finding.stage, "early");
  EXPECT_THAT(finding.reasons, ElementsAre("topic_content", "follows_links"));
  EXPECT_THAT(finding.offer, HasSubstr("a checklist"));
}

TEST_F(BuyerStageStory, WritesItsProblemOnACardAtTheFair) {
  Did("2026-04-21", "trade_fair_talk");
  EXPECT_EQ(On("2026-04-21T12:00:00Z").stage, "");
  Answered("2026-04-21T18:00:00Z", "problem",
           Text("set-up takes four hours for each order"), "fair card");
  const Finding finding = On("2026-04-22");
  EXPECT_EQ(finding.stage, "mid");
  EXPECT_THAT(finding.reasons, ElementsAre("problem_stated"));
  EXPECT_THAT(finding.offer, HasSubstr("a reference from the same industry"));
}

TEST_F(BuyerStageStory, ReadsComparisonsAndReferences) {
  Did("2026-03-01", "download", {{"asset_kind", "comparison"}});
  EXPECT_EQ(On("2026-03-02").stage, "");
  Did("2026-03-08", "visit", {{"asset_kind", "reference"}});
  Did("2026-03-08T10:00:00Z", "webinar", {{"asset_stage", "mid"}});
  const Finding finding = On("2026-03-09");
  EXPECT_EQ(finding.stage, "mid");
  EXPECT_THAT(finding.reasons, ElementsAre("compared", "solution_content"));
  EXPECT_THAT(finding.missing,
              ElementsAre("asked_offer", "return_on_investment", "met_adviser",
                          "decision_content", "budget_approved"));
}

TEST_F(BuyerStageStory, TalksToAnAdviserAndNothingElse) {
  // One talk weighs a possibility; it does not decide.
  Did("2026-05-04", "meeting");
  const Finding finding = On("2026-05-05");
  EXPECT_EQ(finding.stage, "mid");
  EXPECT_THAT(finding.reasons, ElementsAre("adviser_talk"));
  EXPECT_THAT(finding.missing,
              ElementsAre("asked_offer", "return_on_investment",
                          "decision_content", "budget_approved"));
}

TEST_F(BuyerStageStory, CalculatesTheReturnAndMeetsTheAdviser) {
  Answered("2026-05-02", "roi_interest", Value{true}, "call");
  Did("2026-05-04", "meeting");
  const Finding finding = On("2026-05-05");
  EXPECT_EQ(finding.stage, "late");
  EXPECT_THAT(finding.reasons,
              ElementsAre("return_on_investment", "met_adviser"));
  EXPECT_THAT(finding.missing, IsEmpty());
  EXPECT_THAT(finding.offer, AllOf(HasSubstr("calculation of the return"),
                                   HasSubstr("an offer")));
}

TEST_F(BuyerStageStory, IsLateWithoutEverHavingBeenInTheMiddle) {
  // Comes by a recommendation, asks for an offer, has the money.
  Requested("2026-06-01", "offer");
  Answered("2026-06-01", "budget", Text("approved"), "form");
  const Finding finding = On("2026-06-02");
  EXPECT_EQ(finding.stage, "late");
  EXPECT_THAT(finding.reasons, ElementsAre("asked_offer", "budget_approved"));
}

TEST_F(BuyerStageStory, FallsBackAsEvidenceRunsOut) {
  Did("2026-01-10", "download", {{"asset_stage", "early"}});
  Did("2026-02-01", "download", {{"asset_kind", "comparison"}});
  Did("2026-02-02", "webinar", {{"asset_stage", "mid"}});
  Did("2026-02-03", "visit", {{"asset_stage", "late"}});
  Did("2026-02-04", "download", {{"asset_kind", "roi_calculator"}});
  EXPECT_EQ(On("2026-02-05").stage, "late");
  // Sixty days later the late evidence is old, after ninety the middle, after
  // a hundred and eighty all of it.
  EXPECT_EQ(On("2026-04-03").stage, "late");
  const Finding mid = On("2026-04-05");
  EXPECT_EQ(mid.stage, "mid");
  EXPECT_THAT(mid.reasons, ElementsAre("compared", "solution_content"));
  const Finding early = On("2026-05-03");
  EXPECT_EQ(early.stage, "early");
  EXPECT_THAT(early.reasons, ElementsAre("topic_content"));
  EXPECT_THAT(early.offer, HasSubstr("a checklist"));
  const Finding none = On("2026-08-01");
  EXPECT_EQ(none.stage, "");
  EXPECT_THAT(none.offer, HasSubstr("something on the topic"));
}

TEST_F(BuyerStageStory, ComesBackAfterAYearOfSilence) {
  Did("2025-02-01", "download", {{"asset_kind", "comparison"}});
  Did("2025-02-02", "webinar", {{"asset_stage", "mid"}});
  EXPECT_EQ(On("2025-02-03").stage, "mid");
  EXPECT_EQ(On("2025-12-01").stage, "");
  // A visit to the prices and a call: evidence of today counts, that of last
  // year does not.
  Did("2026-02-10", "visit", {{"asset_stage", "late"}});
  Did("2026-02-11", "call");
  const Finding finding = On("2026-02-12");
  EXPECT_EQ(finding.stage, "mid");
  EXPECT_THAT(finding.reasons, ElementsAre("adviser_talk"));
  EXPECT_THAT(finding.missing,
              ElementsAre("asked_offer", "return_on_investment", "met_adviser",
                          "budget_approved"));
}

TEST_F(BuyerStageStory, StaysForTheHoldTimeWhenAnAnswerExpires) {
  Answered("2026-03-01", "problem", Text("too much scrap"), "call",
           "2026-03-08");
  EXPECT_EQ(On("2026-03-02").stage, "mid");
  const Finding held = On("2026-03-09");
  EXPECT_EQ(held.stage, "mid");
  EXPECT_TRUE(held.held);
  EXPECT_THAT(held.reasons, IsEmpty());
  const Finding over = On("2026-03-16");
  EXPECT_EQ(over.stage, "");
  EXPECT_FALSE(over.held);
}

TEST_F(BuyerStageStory, IsNotMovedByWhatHasNotHappenedYet) {
  Did("2026-07-01", "download", {{"asset_stage", "early"}});
  Did("2026-07-09", "meeting");
  EXPECT_EQ(On("2026-07-08").stage, "early");
  EXPECT_EQ(On("2026-07-09").stage, "mid");
}

}  // namespace
}  // namespace lotse
