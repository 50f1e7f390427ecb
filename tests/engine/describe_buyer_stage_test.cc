// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/engine/describe_buyer_stage.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/presets.h"
#include "lotse/facts/fact_binder.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Schema B2bWithStages() {
  Schema schema = Preset("b2b")->schema;
  AddBuyerStageAttributes(&schema);
  return schema;
}

class DescribeStage : public testing::Test {
 protected:
  void SetUp() override {
    facts_.persons.resize(1);
    catalog_ = CompileFactCatalog(B2bWithStages(), BuyerStageSignals(spec_));
    ASSERT_THAT(catalog_, IsOk());
  }
  void Did(const char* date, const char* kind, const char* key = nullptr,
           const char* text = nullptr) {
    Activity activity;
    activity.kind = kind;
    activity.occurred_at = *Instant::Parse(date);
    if (key != nullptr) {
      activity.attributes.push_back({key, Value{std::string(text)}, {}, ""});
    }
    facts_.persons[0].activities.push_back(std::move(activity));
  }
  void Answered(const char* question, Value value) {
    facts_.lead.answers.push_back(
        {question, std::move(value), Instant(), Instant(), "", ""});
  }
  BuyerStageReport Report(const char* date, const char* language,
                          const BuyerStageMemory& memory = {}) {
    const Instant as_of = *Instant::Parse(date);
    const BuyerStageFinder finder = *CompileBuyerStage(spec_, *catalog_);
    const FactBinder binder(*catalog_);
    BindBuffer buffer;
    const LeadView view = *binder.Bind(facts_, as_of, &buffer);
    BuyerStageScratch scratch;
    const BuyerStageResult result = finder.Find(view, as_of, memory, &scratch);
    BuyerStageReport report = ReportBuyerStage(finder, *catalog_, result, view,
                                               as_of, scratch, language);
    EXPECT_EQ(report.text, DescribeBuyerStage(finder, *catalog_, result, view,
                                              as_of, scratch, language));
    return report;
  }

  BuyerStageSpec spec_ = BuyerStagePreset();
  Facts facts_;
  absl::StatusOr<FactCatalog> catalog_ = absl::UnknownError("");
};

TEST_F(DescribeStage, NamesStageReasonsAndOffer) {
  Did("2026-05-04", "meeting");
  Answered("roi_interest", Value{true});
  EXPECT_EQ(
      Report("2026-05-05", "en").text,
      "Buyer stage: late (decision). Why: Wants to know what it pays back "
      "(asks about the return on investment: yes); Met an adviser (meeting in "
      "the last 60 days: once). Offer next: a calculation of the return with "
      "their own figures, and an offer.");
  EXPECT_EQ(
      Report("2026-05-05", "de").text,
      "Kaufphase: spät (Entscheidung). Grund: Fragt nach der "
      "Wirtschaftlichkeit (fragt nach der Wirtschaftlichkeit: ja); Hat sich "
      "mit der Fachberatung getroffen (Termin in den letzten 60 Tagen: "
      "1-mal). Nächstes Angebot: eine Wirtschaftlichkeitsrechnung mit eigenen "
      "Zahlen und ein Angebot.");
}

TEST_F(DescribeStage, LeavesOutWhatIsNoReason) {
  // Neither the unknown need nor the calculator that was never opened.
  Answered("problem", Value{std::string("too much scrap")});
  EXPECT_EQ(Report("2026-05-05", "en").reasons[0].text,
            "Stated a concrete problem (problem in the lead's own words: too "
            "much scrap)");
  Did("2026-05-01", "visit", "asset_kind", "roi_calculator");
  Did("2026-05-02", "meeting");
  Answered("roi_interest", Value{false});
  const BuyerStageReport report = Report("2026-05-05", "en");
  ASSERT_THAT(report.reasons, SizeIs(2));
  EXPECT_EQ(report.reasons[0].id, "return_on_investment");
  EXPECT_EQ(report.reasons[0].text,
            "Wants to know what it pays back (download or visit of the website "
            "in the last 60 days: once)");
}

TEST_F(DescribeStage, SaysWhatIsMissing) {
  EXPECT_EQ(Report("2026-05-05", "en").text,
            "Buyer stage: not enough evidence. Missing for \"early "
            "(awareness)\": Read about the topic or Asked for information or "
            "Follows links in our mails. Offer next: something on the topic, "
            "to see what they are interested in.");
  EXPECT_EQ(Report("2026-05-05", "de").text,
            "Kaufphase: zu wenig Anhaltspunkte. Für „früh (Orientierung)“ "
            "fehlt: Hat sich ins Thema eingelesen oder Hat Unterlagen "
            "angefordert oder Folgt Links in unseren Mails. Nächstes Angebot: "
            "etwas zum Thema, um das Interesse kennenzulernen.");
}

TEST_F(DescribeStage, SaysThatAStageIsHeld) {
  const BuyerStageMemory memory{1, *Instant::Parse("2026-05-01")};
  const BuyerStageReport english = Report("2026-05-05", "en", memory);
  EXPECT_TRUE(english.held);
  EXPECT_THAT(english.reasons, IsEmpty());
  EXPECT_EQ(english.text.substr(0, english.text.find(" Missing")),
            "Buyer stage: mid (consideration). It is held until 2026-05-15 "
            "00:00 UTC, though the evidence is no longer enough.");
  const BuyerStageReport german = Report("2026-05-05", "de", memory);
  EXPECT_EQ(german.text.substr(0, german.text.find(" Für")),
            "Kaufphase: mittel (Abwägung). Sie bleibt bis 15.05.2026 00:00 UTC "
            "bestehen, obwohl die Anhaltspunkte nicht mehr reichen.");
}

TEST_F(DescribeStage, ReportsTheSameInParts) {
  Did("2026-05-04", "call");
  const BuyerStageReport report =
      Report("2026-05-05", "en", {1, *Instant::Parse("2026-05-04")});
  EXPECT_EQ(report.stage, "mid");
  EXPECT_EQ(report.since, *Instant::Parse("2026-05-04"));
  EXPECT_FALSE(report.held);
  EXPECT_EQ(report.points, Points::FromDouble(3));
  ASSERT_THAT(report.reasons, SizeIs(1));
  EXPECT_EQ(report.reasons[0].id, "adviser_talk");
  EXPECT_EQ(report.reasons[0].weight, Points::FromDouble(3));
  EXPECT_EQ(report.next_stage, "late");
  EXPECT_EQ(report.missing_points, Points::FromDouble(4));
  ASSERT_THAT(report.missing, SizeIs(5));
  EXPECT_EQ(report.missing[0].id, "asked_offer");
  EXPECT_EQ(report.missing[0].text, "Asked for an offer or a demonstration");
  EXPECT_EQ(report.offer,
            "a reference from the same industry, a comparison of solutions, "
            "and a talk with an adviser");
}

TEST_F(DescribeStage, UsesIdsAndConditionsWhereThereAreNoLabels) {
  spec_ = BuyerStageSpec();
  spec_.stages = {{"near", {}, {}, {}}};
  spec_.evidence = {{"met",
                     "near",
                     Condition::FromText("count(meeting) >= 1"),
                     Points::FromDouble(1),
                     {}}};
  Did("2026-05-04", "meeting");
  EXPECT_EQ(Report("2026-05-05", "en").text,
            "Buyer stage: near. Why: count(meeting) >= 1 (meeting: once).");
}

}  // namespace
}  // namespace lotse
