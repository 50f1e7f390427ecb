// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// StaffRoster: the staff as the router reads it: people by id, the people of
// each pool, and when each of them is on duty. Internal to routing.
//
// It points into the router and the staff, which must outlive it; the staff is
// one that Router::ValidateStaff found nothing wrong with.
#ifndef LOTSE_SRC_ROUTING_STAFF_ROSTER_H_
#define LOTSE_SRC_ROUTING_STAFF_ROSTER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/routing/router.h"

namespace lotse {

class StaffRoster {
 public:
  StaffRoster(const Router& router, const Staff& staff);

  struct Person {
    const StaffMember* member = nullptr;
    // Null: they work at any time.
    const BusinessCalendar* calendar = nullptr;
    // Indices of their territories, ascending.
    std::vector<uint32_t> territories;
  };

  // By id.
  const std::vector<Person>& people() const { return people_; }
  // Indices of the people of pool `p`, ascending, that is by id.
  const std::vector<uint32_t>& PeopleOf(size_t p) const { return pools_[p]; }

  // The index of a person; nullopt if there is none of this id.
  std::optional<uint32_t> Find(absl::string_view id) const;

  // The day that person `i` has at `t`.
  Date DayOf(uint32_t i, Instant t) const;
  // Whether they are away at `t`, and whether they work then.
  bool IsAbsent(uint32_t i, Instant t) const;
  bool IsOnDuty(uint32_t i, Instant t) const;
  // The first instant from `t` on at which they are there, and on duty unless
  // `any_time`, and not on `full_day` or an earlier day. Nullopt: none is
  // known.
  std::optional<Instant> NextFree(uint32_t i, Instant t, bool any_time,
                                  std::optional<Date> full_day) const;

 private:
  std::vector<Person> people_;
  std::vector<std::vector<uint32_t>> pools_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ROUTING_STAFF_ROSTER_H_
