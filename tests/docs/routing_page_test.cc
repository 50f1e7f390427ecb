// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The people, leads and sentences of docs/routing.md are what the router finds.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "lotse/routing/describe_assignment.h"
#include "lotse/routing/router.h"
#include "lotse/routing/work_list.h"
#include "tests/docs/markdown_page.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using Row = std::vector<std::string>;

Schema PageSchema() {
  Schema schema;
  schema.company = {{"employees", ValueType::kInteger},
                    {"postal_code", ValueType::kText},
                    {"country", ValueType::kText},
                    {"account_owner", ValueType::kText}};
  return schema;
}

BusinessCalendarSpec Office() {
  BusinessCalendarSpec spec;
  spec.name = "office";
  spec.time_zone = "Europe/Berlin";
  for (int day = 1; day <= 5; ++day) {
    spec.week.push_back({static_cast<Weekday>(day), "09:00", "17:00"});
  }
  return spec;
}

template <typename Enum>
Enum Named(const std::string& name) {
  for (const EnumName<Enum>& entry : EnumNames<Enum>::kNames) {
    if (name == entry.name) return entry.value;
  }
  return Enum::kUnspecified;
}

RoutingRule RuleOf(const Row& row) {
  RoutingRule rule;
  rule.id = row[0];
  if (row[1].rfind("pool ", 0) == 0) {
    rule.pool = row[1].substr(5);
  } else {
    rule.owner_fact = row[1];
  }
  if (!row[2].empty()) rule.when = Condition::FromText(row[2]);
  rule.method = Named<RoutingMethod>(row[3]);
  rule.sticky = Named<RoutingStickiness>(row[4]);
  const Row otherwise = absl::StrSplit(row[5], ' ');
  rule.otherwise = Named<RoutingFallback>(otherwise[0]);
  int64_t hours = 0;
  if (otherwise.size() > 1 && absl::SimpleAtoi(otherwise[1], &hours)) {
    rule.wait_for = Duration::Hours(hours);
  }
  rule.in_territory = rule.pool == "field";
  return rule;
}

StaffMember MemberOf(const Row& row) {
  const auto number = [](const std::string& cell) {
    int64_t value = 0;
    return absl::SimpleAtoi(cell, &value) ? std::optional<int64_t>(value)
                                          : std::nullopt;
  };
  StaffMember member;
  member.id = row[0];
  if (!row[1].empty()) member.pools = {row[1]};
  if (!row[2].empty()) member.territories = {row[2]};
  member.weight = number(row[3]).value_or(0);
  member.max_open = number(row[4]);
  member.max_per_day = number(row[5]);
  if (!row[6].empty()) member.absences = {{{}, *Instant::Parse(row[6])}};
  return member;
}

std::string Obstacles(const RuleAttempt& attempt) {
  return absl::StrJoin(
      attempt.obstacles, ", ", [](std::string* out, const ObstacleCount& c) {
        absl::StrAppend(out, c.people, " ", NameOf(c.obstacle));
      });
}

// The page's router and the state that its host would store.
class PageDesk {
 public:
  explicit PageDesk(const MarkdownPage& page)
      : catalog_(*CompileFactCatalog(PageSchema())) {
    RoutingSpec spec;
    spec.pools = {{"inside", {}, {}}, {"field", {}, {}}};
    spec.territories = {{"south", {}, {{"DE", "80", "87"}}, {}}};
    spec.postal_code_fact = "postal_code";
    spec.country_fact = "country";
    spec.calendar = "office";
    const std::vector<Row> rules = page.Table("rule");
    for (size_t r = 1; r < rules.size(); ++r) {
      spec.rules.push_back(RuleOf(rules[r]));
    }
    const std::vector<Row> people = page.Table("person");
    for (size_t r = 1; r < people.size(); ++r) {
      staff_.people.push_back(MemberOf(people[r]));
    }
    auto router =
        CompileRouting(spec, catalog_, {*CompileBusinessCalendar(Office())});
    EXPECT_THAT(router, IsOk());
    router_.push_back(*std::move(router));
  }

  // What comes out of a row of the page, and why.
  std::pair<std::string, std::string> Run(const Row& row) {
    const Instant now = *Instant::Parse(row[0]);
    if (row[1] == "release") {
      const auto released =
          router().Release({RoutingRelease{row[2], "", false}}, state_);
      EXPECT_THAT(released, IsOk());
      state_ = released->state;
      return {};
    }
    std::vector<ResolvedRequest> requests;
    if (row[1] == "request") requests.push_back(Resolve(row, now));
    const auto result = router().Assign(requests, staff_, state_, now);
    EXPECT_THAT(result, IsOk());
    state_ = result->state;
    Row out;
    Row because;
    for (const Assignment& a : result->assignments) {
      out.push_back(absl::StrCat(a.lead_id, ": ", a.person_id));
      because.push_back(NameOf(a.basis));
      sentences_.push_back(DescribeAssignment(a, router(), "en"));
    }
    for (const Waiting& w : result->waiting) {
      out.push_back(absl::StrCat(w.lead_id, " waits"));
      for (const RuleAttempt& attempt : w.attempts) {
        because.push_back(Obstacles(attempt));
      }
      sentences_.push_back(DescribeWaiting(w, router(), "en"));
      sentences_.push_back(DescribeWaiting(w, router(), "de"));
    }
    if (result->next_retry_at.has_value()) {
      because.push_back(result->next_retry_at->ToString());
    }
    return {absl::StrJoin(out, ", "), absl::StrJoin(because, "; ")};
  }

  const std::vector<std::string>& sentences() const { return sentences_; }

 private:
  const Router& router() const { return router_[0]; }

  ResolvedRequest Resolve(const Row& row, Instant now) {
    AssignmentRequest request;
    request.lead_id = row[2];
    request.role = "sales";
    request.requested_at = now;
    std::vector<ValueView> values(catalog_.size());
    values[*catalog_.Find("country")] = ValueView::Text("DE");
    const Row facts = absl::StrSplit(row[3], ' ', absl::SkipEmpty());
    for (const std::string& fact : facts) {
      const std::pair<absl::string_view, absl::string_view> pair =
          absl::StrSplit(fact, '=');
      int64_t number = 0;
      if (pair.first == "company") {
        request.company_id = std::string(pair.second);
      } else if (pair.first == "employees" &&
                 absl::SimpleAtoi(pair.second, &number)) {
        values[*catalog_.Find("employees")] = ValueView::Integer(number);
      } else {
        values[*catalog_.Find(pair.first)] = ValueView::Text(pair.second);
      }
    }
    LeadView view;
    view.values = values;
    ConditionScratch scratch;
    return router().Resolve(request, view, now, &scratch);
  }

  FactCatalog catalog_;
  std::vector<Router> router_;
  Staff staff_;
  RoutingState state_;
  std::vector<std::string> sentences_;
};

TEST(RoutingPage, ItsLeadsGoWhereItSays) {
  const MarkdownPage page("routing.md");
  PageDesk desk(page);
  const std::vector<Row> rows = page.Table("time");
  ASSERT_GT(rows.size(), 8u);
  for (size_t r = 1; r < rows.size(); ++r) {
    SCOPED_TRACE(rows[r][0]);
    const auto [out, because] = desk.Run(rows[r]);
    EXPECT_EQ(out, rows[r][4]);
    EXPECT_EQ(because, rows[r][5]);
  }
  const std::vector<std::string> shown = page.Lines("text sentences");
  ASSERT_GE(shown.size(), 3u);
  for (const std::string& sentence : shown) {
    EXPECT_EQ(
        std::count(desk.sentences().begin(), desk.sentences().end(), sentence),
        1)
        << sentence << "\n--\n"
        << absl::StrJoin(desk.sentences(), "\n");
  }
}

TEST(RoutingPage, NamesEveryObstacleInItsOrder) {
  const std::vector<Row> rows = MarkdownPage("routing.md").Table("obstacle");
  size_t r = 1;
  for (const EnumName<RoutingObstacle>& entry :
       EnumNames<RoutingObstacle>::kNames) {
    ASSERT_LT(r, rows.size());
    EXPECT_EQ(rows[r][0], entry.name);
    EXPECT_EQ(rows[r][1], entry.value >= RoutingObstacle::kFull ? "yes" : "no");
    ++r;
  }
  EXPECT_EQ(r, rows.size());
}

TEST(RoutingPage, ItsWorkListIsOrderedAsShown) {
  const std::vector<Row> rows = MarkdownPage("routing.md").Table("lead");
  ASSERT_GT(rows.size(), 3u);
  const Instant now = *Instant::Parse("2026-11-23T10:00:00Z");
  std::vector<WorkItem> items;
  for (size_t r = rows.size() - 1; r > 0; --r) {
    WorkItem item;
    item.lead_id = rows[r][0];
    double probability = 0;
    ASSERT_TRUE(absl::SimpleAtod(rows[r][1], &probability));
    item.probability = probability;
    if (!rows[r][2].empty()) item.value = *Money::Parse(rows[r][2]);
    item.created_at = now - Duration::Days(60);
    if (rows[r][3] != "never") {
      item.last_worked_at = *Instant::Parse(rows[r][3]);
    }
    if (!rows[r][4].empty()) item.due_at = *Instant::Parse(rows[r][4]);
    items.push_back(item);
  }
  ASSERT_OK_AND_ASSIGN(const WorkList list,
                       BuildWorkList(items, WorkListPreset("EUR"), {}, now));
  ASSERT_EQ(list.entries.size(), items.size());
  const auto text = [](const std::optional<Money>& money) {
    return money.has_value() ? money->ToString() : std::string();
  };
  for (size_t r = 1; r < rows.size(); ++r) {
    const WorkEntry& entry = list.entries[r - 1];
    const Row found = {entry.item.lead_id,
                       rows[r][1],
                       rows[r][2],
                       rows[r][3],
                       rows[r][4],
                       text(entry.expected),
                       entry.urgency.ToString(),
                       text(entry.priority)};
    EXPECT_EQ(found, rows[r]);
  }
}

TEST(RoutingPage, StatesTheLimits) {
  const std::vector<Row> rows = MarkdownPage("routing.md").Table("what");
  ASSERT_EQ(rows.size(), 7u);
  EXPECT_EQ(rows[2][1], absl::StrCat(kMaxStaff));
  EXPECT_EQ(rows[3][1], absl::StrCat(kMaxOpenAssignments));
  EXPECT_EQ(rows[4][1], absl::StrCat(kMaxWaitingRequests));
  EXPECT_EQ(rows[5][1].rfind(absl::StrCat(kDefaultRemembered, ","), 0), 0u);
  EXPECT_EQ(rows[6][1], absl::StrCat(kMaxRoutingStateBytes));
}

}  // namespace
}  // namespace lotse
