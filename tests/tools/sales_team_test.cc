// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/sales_team.h"

#include <gtest/gtest.h>

#include <string>

#include "lotse/lifecycle/lifecycle_preset.h"

namespace lotse::tools {
namespace {

const Instant kUntil = *Instant::Parse("2026-11-01");

SalesTeam Team(uint64_t seed = 1) {
  return SalesTeam(seed, kUntil, *CompileBusinessCalendar(OfficeCalendar()));
}

TEST(SalesTeam, HasPeopleInEachRole) {
  const SalesTeam team = Team();
  SeededRandom random(1, 2);
  for (const char* role :
       {"marketing", "call_agent", "sales", "account_manager"}) {
    const TeamMember& member = team.Choose(role, "", &random);
    EXPECT_EQ(member.role, role);
    EXPECT_EQ(team.Find(member.id), &member);
    // Who had it gets it again, if the role is theirs.
    EXPECT_EQ(team.Choose(role, member.id, &random).id, member.id);
  }
  EXPECT_EQ(team.Choose("sales", "marketing-1", &random).role, "sales");
  EXPECT_EQ(team.Choose("nobody", "", &random).role, "marketing");
  EXPECT_EQ(team.Find("nobody"), nullptr);
}

TEST(SalesTeam, WorksInOfficeHoursAndNotWhileAway) {
  const SalesTeam team = Team();
  const BusinessCalendar office = *CompileBusinessCalendar(OfficeCalendar());
  SeededRandom random(1, 3);
  Instant start = *Instant::Parse("2026-02-01");
  int late = 0;
  for (int i = 0; i < 500; ++i) {
    start = start + Duration::Minutes(547);
    if (start > kUntil) start = *Instant::Parse("2026-02-01");
    const TeamMember& member = team.Choose("sales", "", &random);
    const Instant done = team.After(member, start, Duration::Hours(1), &random);
    EXPECT_GT(done, start);
    // Just before it people work.
    EXPECT_TRUE(office.IsOpen(done - Duration::Seconds(1)));
    late += office.Between(start, done).micros() > Duration::Hours(9).micros();
  }
  // Holidays and illness are seen, and do not rule.
  EXPECT_GT(late, 0);
  EXPECT_LT(late, 150);
}

TEST(SalesTeam, DependsOnTheSeed) {
  SeededRandom random(1, 4);
  const TeamMember a = Team(1).Choose("sales", "sales-1", &random);
  const TeamMember b = Team(1).Choose("sales", "sales-1", &random);
  const TeamMember c = Team(2).Choose("sales", "sales-1", &random);
  EXPECT_EQ(a.away, b.away);
  EXPECT_NE(a.away, c.away);
}

}  // namespace
}  // namespace lotse::tools
