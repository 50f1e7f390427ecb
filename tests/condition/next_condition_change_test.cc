// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/condition/next_condition_change.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/testing/all_types.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

Instant At(const char* text) { return *Instant::Parse(text); }

const Instant kNow = At("2026-11-23T10:00:00Z");

class NextConditionChange : public ::testing::Test {
 protected:
  NextConditionChange() : values_(catalog_.size()) {}

  void Set(const char* name, ValueView value) {
    values_[*catalog_.Find(name)] = value;
  }
  void AddActivity(const char* kind, Instant at, int64_t minutes = 0) {
    std::vector<ValueView>& payload =
        payloads_.emplace_back(catalog_.payload_size());
    payload[*catalog_.FindPayload("minutes")] = ValueView::Integer(minutes);
    activities_.push_back({*catalog_.FindActivityKind(kind), at, {}});
  }

  LeadView View() {
    for (size_t i = 0; i < activities_.size(); ++i) {
      activities_[i].payload = payloads_[i];
    }
    LeadView view;
    view.values = values_;
    view.activities = activities_;
    view.consents = consents_;
    return view;
  }

  std::optional<Instant> Turn(const char* condition, Instant until = {},
                              Instant as_of = kNow) {
    const auto set =
        CompileConditions({Condition::FromText(condition)}, catalog_);
    EXPECT_THAT(set, IsOk());
    ConditionScratch scratch;
    return NextConditionTurnAt(*set, View(), as_of, until, &scratch);
  }

  std::optional<Instant> Next(const char* condition, Instant as_of = kNow) {
    const auto set =
        CompileConditions({Condition::FromText(condition)}, catalog_);
    EXPECT_THAT(set, IsOk());
    const LeadView view = View();
    ConditionScratch scratch;
    set->Evaluate(view, as_of, &scratch);
    const std::optional<Instant> next =
        NextConditionChangeAt(*set, view, as_of, scratch);
    // Without the evaluation it may be earlier, but never later.
    const std::optional<Instant> blind =
        NextConditionChangeAt(*set, view, as_of);
    EXPECT_TRUE(!next.has_value() || (blind.has_value() && *blind <= *next))
        << condition;
    return next;
  }

  const FactCatalog catalog_ = AllTypesCatalog();
  std::vector<ValueView> values_;
  std::vector<std::vector<ValueView>> payloads_;
  std::vector<ActivityView> activities_;
  std::vector<ConsentView> consents_;
};

TEST_F(NextConditionChange, IsNothingForPlainFacts) {
  Set("company.integer", ValueView::Integer(7));
  EXPECT_EQ(Next("company.integer >= 8 and company.text is missing"),
            std::nullopt);
}

TEST_F(NextConditionChange, IsWhenATimeReachesAnAge) {
  EXPECT_EQ(Next("company.time within last 30 days"), std::nullopt);
  Set("company.time", ValueView::Time(At("2026-11-01T12:00:00Z")));
  const Instant end = At("2026-12-01T12:00:00Z");
  EXPECT_EQ(Next("company.time within last 30 days"), end);
  EXPECT_EQ(Next("company.time within last 30 days", end), std::nullopt);
}

TEST_F(NextConditionChange, IsWhenAFutureTimeArrives) {
  Set("company.time", ValueView::Time(At("2026-11-25T12:00:00Z")));
  EXPECT_EQ(Next("company.time within last 30 days"),
            At("2026-11-25T12:00:00Z"));
}

TEST_F(NextConditionChange, IsTheDayOnWhichADateReachesAnAge) {
  Set("company.date", ValueView::OfDate(*Date::Parse("2026-11-20")));
  EXPECT_EQ(Next("company.date within last 10 days"), At("2026-11-30"));
}

TEST_F(NextConditionChange, IsWhenAnActivityLeavesTheWindow) {
  AddActivity("visit", At("2026-11-20T10:00:00Z"));
  AddActivity("visit", At("2026-11-21T10:00:00Z"));
  AddActivity("call", At("2026-11-17T10:00:00Z"));
  EXPECT_EQ(Next("count(visit within last 7 days) >= 1"),
            At("2026-11-27T10:00:00Z"));
  EXPECT_EQ(Next("count(visit) >= 1"), std::nullopt);
}

TEST_F(NextConditionChange, IsWhenAFutureActivityEnters) {
  AddActivity("visit", At("2026-11-24T10:00:00Z"));
  EXPECT_EQ(Next("count(visit) >= 1"), At("2026-11-24T10:00:00Z"));
  EXPECT_EQ(Next("count(call) >= 1"), std::nullopt);
}

TEST_F(NextConditionChange, IsWhenTheLastActivityReachesAnAge) {
  AddActivity("visit", At("2026-11-20T10:00:00Z"));
  AddActivity("visit", At("2026-11-18T10:00:00Z"));
  EXPECT_EQ(Next("last(visit) within last 5 days"), At("2026-11-25T10:00:00Z"));
}

TEST_F(NextConditionChange, IsWhenAConsentBeginsOrEnds) {
  ConsentView given;
  given.purpose = "newsletter";
  given.channel = "email";
  given.event = ConsentEvent::kConfirmed;
  given.at = At("2026-11-24T10:00:00Z");
  given.expires_at = At("2026-12-24T10:00:00Z");
  consents_ = {given};
  const char* const kConsent =
      "consent(\"newsletter\", \"email\") = \"confirmed\"";
  EXPECT_EQ(Next(kConsent), given.at);
  EXPECT_EQ(Next(kConsent, given.at), given.expires_at);
  EXPECT_EQ(Next(kConsent, given.expires_at), std::nullopt);
  consents_[0].purpose = "other";
  EXPECT_EQ(Next(kConsent), std::nullopt);
}

TEST_F(NextConditionChange, LeavesOutWhatIsBeyondTheCalendar) {
  Set("company.time", ValueView::Time(Instant::FromMicros(
                          std::numeric_limits<int64_t>::max())));
  EXPECT_EQ(Next("company.time within last 30 days"), std::nullopt);
}

TEST_F(NextConditionChange, TurnsWhereTheAnswerDoes) {
  AddActivity("visit", At("2026-11-20T10:00:00Z"));
  AddActivity("visit", At("2026-11-21T10:00:00Z"));
  AddActivity("visit", At("2026-11-22T10:00:00Z"));
  // The first that leaves the window makes no difference, the second does.
  const char* const condition = "count(visit within last 7 days) >= 2";
  EXPECT_EQ(Next(condition), At("2026-11-27T10:00:00Z"));
  EXPECT_EQ(Turn(condition), At("2026-11-28T10:00:00Z"));
  EXPECT_EQ(Turn("count(visit) >= 2"), std::nullopt);
  EXPECT_EQ(Turn("count(visit within last 7 days) >= 9"), std::nullopt);
}

TEST_F(NextConditionChange, TurnsBeforeTheGivenEndOnly) {
  Set("company.time", ValueView::Time(At("2026-11-01T12:00:00Z")));
  const char* const condition = "company.time within last 30 days";
  const Instant end = At("2026-12-01T12:00:00Z");
  EXPECT_EQ(Turn(condition, end + Duration::Micros(1)), end);
  EXPECT_EQ(Turn(condition, end), std::nullopt);
  EXPECT_EQ(Turn(condition, {}, end), std::nullopt);
}

TEST(ConditionsStayBetween, TellsWhetherANumberPassesALiteral) {
  const FactCatalog catalog = AllTypesCatalog();
  const auto set =
      CompileConditions({Condition::FromText("company.number >= 5"),
                         Condition::FromText("company.integer >= 5")},
                        catalog);
  ASSERT_THAT(set, IsOk());
  const FactSlot number = *catalog.Find("company.number");
  const FactSlot integer = *catalog.Find("company.integer");
  const auto stays = [&](FactSlot slot, double lowest, double highest) {
    const NumberRange range{slot, lowest, highest};
    return ConditionsStayBetween(*set, absl::MakeConstSpan(&range, 1));
  };
  EXPECT_TRUE(ConditionsStayBetween(*set, {}));
  EXPECT_TRUE(stays(number, 1, 4.9));
  EXPECT_TRUE(stays(number, 5, 9));
  EXPECT_FALSE(stays(number, 4.9, 5));
  // An integer is no number that moves.
  EXPECT_TRUE(stays(integer, 1, 9));
}

}  // namespace
}  // namespace lotse
