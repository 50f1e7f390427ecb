// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SalesTeam.
#include "tools/sales_team.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace lotse::tools {
namespace {

// Far from the streams of leads and companies.
constexpr uint64_t kTeamStream = uint64_t{1} << 62;

struct Group {
  const char* role;
  std::vector<int64_t> paces;
};

const std::vector<Group>& Groups() {
  static const auto& groups =
      *new std::vector<Group>{{"marketing", {700, 1000, 1300}},
                              {"call_agent", {800, 1100}},
                              {"sales", {450, 700, 900, 1000, 1400, 2300}},
                              {"account_manager", {900, 1200}}};
  return groups;
}

}  // namespace

SalesTeam::SalesTeam(uint64_t seed, Instant until, BusinessCalendar office)
    : office_(std::move(office)) {
  SeededRandom random(seed, kTeamStream);
  const Instant begin = Instant::StartOf(until.date()) - Duration::Days(400);
  for (const Group& group : Groups()) {
    for (size_t i = 0; i < group.paces.size(); ++i) {
      TeamMember& member = members_.emplace_back();
      member.id = absl::StrCat(group.role, "-", i + 1);
      member.role = group.role;
      member.pace = group.paces[i];
      // Two holidays, and days of illness and travel.
      for (int64_t n = 0; n < 9; ++n) {
        const Instant from = begin + Duration::Days(random.Between(0, 395));
        const int64_t days =
            n < 2 ? random.Between(9, 18) : random.Between(1, 3);
        member.away.emplace_back(from, from + Duration::Days(days));
      }
    }
  }
}

const TeamMember* SalesTeam::Find(const std::string& id) const {
  for (const TeamMember& member : members_) {
    if (member.id == id) return &member;
  }
  return nullptr;
}

const TeamMember& SalesTeam::Choose(const std::string& role,
                                    const std::string& last,
                                    SeededRandom* random) const {
  std::vector<const TeamMember*> able;
  for (const TeamMember& member : members_) {
    if (member.role != role) continue;
    if (member.id == last) return member;
    able.push_back(&member);
  }
  // Roles without people are marketing's.
  if (able.empty()) return members_[0];
  return *random->Pick(able);
}

Instant SalesTeam::After(Instant start, Duration usual) const {
  return office_.Add(start, usual).value_or(Instant::Max());
}

Instant SalesTeam::After(const TeamMember& member, Instant start,
                         Duration usual, SeededRandom* random) const {
  const int64_t seconds = usual.micros() / 1000000;
  Instant at = After(start, Duration::Seconds(seconds * member.pace / 1000 +
                                              random->Between(60, 900)));
  const bool covered = random->Chance(600);
  for (const auto& [from, to] : member.away) {
    if (covered || at < from || to <= at) continue;
    at = After(to, Duration::Seconds(random->Between(600, 14400)));
  }
  return at;
}

}  // namespace lotse::tools
