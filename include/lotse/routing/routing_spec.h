// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// RoutingSpec: who gets which lead, as plain data.
//
//   RoutingSpec spec;
//   spec.pools = {{"inside", LocalText{"", "Inside sales", "Innendienst"}}};
//   RoutingRule rule;
//   rule.id = "inside";
//   rule.role = "sales";
//   rule.pool = "inside";
//   rule.method = RoutingMethod::kLeastLoaded;
//   spec.rules = {rule};
//
// The rules are tried in their order. Who the people are, what they can do and
// how much they take is Staff (staff.h), for it changes daily. router.h
// compiles and runs it; docs/routing.md explains it.
#ifndef LOTSE_ROUTING_ROUTING_SPEC_H_
#define LOTSE_ROUTING_ROUTING_SPEC_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"
#include "lotse/facts/schema.h"

namespace lotse {

// The largest inputs of routing; what exceeds one is refused.
inline constexpr size_t kMaxStaff = 100000;
inline constexpr size_t kMaxOpenAssignments = 1000000;
inline constexpr size_t kMaxWaitingRequests = 100000;
inline constexpr size_t kMaxRoutingStateBytes = 268435456;
inline constexpr int64_t kMaxRoutingWeight = 1000000;
inline constexpr int64_t kMaxRoutingCapacity = 1000000;
inline constexpr int64_t kDefaultRemembered = 10000;
inline constexpr int64_t kMaxRemembered = 1000000;

// How one of the people of a pool who can take a lead is chosen. No method
// reads how well somebody performs.
enum class RoutingMethod : uint8_t {
  kUnspecified = 0,  // As kRoundRobin.
  kRoundRobin = 1,   // Whose last turn in the pool is longest ago.
  kWeighted = 2,     // In proportion to StaffMember::weight, evenly mixed.
  kLeastLoaded = 3,  // Who has the fewest open leads for their weight.
};

template <>
struct EnumNames<RoutingMethod> {
  static constexpr const char* kPrefix = "ROUTING_METHOD_";
  static constexpr EnumName<RoutingMethod> kNames[] = {
      {RoutingMethod::kRoundRobin, "round_robin"},
      {RoutingMethod::kWeighted, "weighted"},
      {RoutingMethod::kLeastLoaded, "least_loaded"}};
};

// Whether a lead goes back to whom it knows, if they can take it.
enum class RoutingStickiness : uint8_t {
  kUnspecified = 0,  // As kNone.
  kNone = 1,
  kLead = 2,     // To who had this lead last in the same role.
  kCompany = 3,  // The same; else to who had the last lead of its company.
};

template <>
struct EnumNames<RoutingStickiness> {
  static constexpr const char* kPrefix = "ROUTING_STICKINESS_";
  static constexpr EnumName<RoutingStickiness> kNames[] = {
      {RoutingStickiness::kNone, "none"},
      {RoutingStickiness::kLead, "lead"},
      {RoutingStickiness::kCompany, "company"}};
};

// What happens if nobody whom a rule names can take a lead at this moment.
enum class RoutingFallback : uint8_t {
  kUnspecified = 0,  // As kNextRule.
  kNextRule = 1,     // The next rule that applies is tried at once.
  kWait = 2,         // The lead waits for them, see RoutingRule::wait_for.
};

template <>
struct EnumNames<RoutingFallback> {
  static constexpr const char* kPrefix = "ROUTING_FALLBACK_";
  static constexpr EnumName<RoutingFallback> kNames[] = {
      {RoutingFallback::kNextRule, "next_rule"},
      {RoutingFallback::kWait, "wait"}};
};

// People among whom a rule chooses: those who name it (StaffMember::pools) and
// those of its teams.
struct RoutingPool {
  // Unique among the pools. A key: lower case letters, digits and _.
  std::string id;
  // How people call it. Unset: the id.
  LocalText label;
  // Ids of teams all of whose people are in it. Empty: none.
  std::vector<std::string> teams;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &RoutingPool::id},
                     Field{2, "label", &RoutingPool::label},
                     Field{3, "teams", &RoutingPool::teams});
  }
};

// Postal codes from one to another, by their first characters: "80" to "87" are
// all codes that begin with 80, 81 ... 87.
struct PostalCodeRange {
  // Text of the country fact. Unset: any country.
  std::string country;
  // The lowest beginning; letters and digits. Required.
  std::string from;
  // The highest beginning. Unset: as `from`.
  std::string to;

  static constexpr auto Fields() {
    return FieldList(Field{1, "country", &PostalCodeRange::country},
                     Field{2, "from", &PostalCodeRange::from},
                     Field{3, "to", &PostalCodeRange::to});
  }
};

// A part of the market, by place, industry, size or anything else.
struct Territory {
  // Unique among the territories. A key.
  std::string id;
  // Unset: the id.
  LocalText label;
  // A lead lies in it if its postal code is in one of these. Empty: anywhere.
  std::vector<PostalCodeRange> postal_codes;
  // ... and if this holds: company.country = "AT" and employees >= 250.
  Condition when;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &Territory::id},
                     Field{2, "label", &Territory::label},
                     Field{3, "postal_codes", &Territory::postal_codes},
                     Field{4, "when", &Territory::when});
  }
};

struct RoutingRule {
  // Unique among the rules. A key. Required.
  std::string id;
  // The reason people read. Unset: the id.
  LocalText label;
  // The owner role that it is for ("sales"). Unset: any role.
  std::string role;
  // Which leads it applies to; facts and all signals may be read. Unset: all.
  Condition when;
  // Whom it names; one of the next three is required.
  // One of the people of this pool.
  std::string pool;
  // The person whose id this text fact has, such as "company.account_owner". A
  // lead without it is none of the rule's.
  std::string owner_fact;
  // The person of this id.
  std::string person;
  // For a pool. Unset: round robin.
  RoutingMethod method = RoutingMethod::kUnspecified;
  // Only people who have a territory that the lead lies in. A lead that lies in
  // none is none of the rule's.
  bool in_territory = false;
  // What the person must have among their skills.
  std::vector<std::string> skills;
  // Text or list facts whose texts the person must have among their skills,
  // too. What a lead does not have is not needed.
  std::vector<std::string> skill_facts;
  // Text fact with a language ("de", "de-AT") that the person must speak. Unset
  // or missing: any.
  std::string language_fact;
  // For a pool. Unset: none.
  RoutingStickiness sticky = RoutingStickiness::kUnspecified;
  // Working hours do not matter: who is off duty now finds the lead in the
  // morning. Absences count all the same.
  bool any_time = false;
  // Unset: the next rule. Nobody waits for people whom only a change of their
  // own data would make able to take the lead (a skill, a territory, a pause).
  RoutingFallback otherwise = RoutingFallback::kUnspecified;
  // How long a lead waits, from when it was first queued; then the next rule is
  // tried too. Unset (0): without end.
  Duration wait_for;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id", &RoutingRule::id},
                     Field{2, "label", &RoutingRule::label},
                     Field{3, "role", &RoutingRule::role},
                     Field{4, "when", &RoutingRule::when},
                     Field{5, "pool", &RoutingRule::pool},
                     Field{6, "owner_fact", &RoutingRule::owner_fact},
                     Field{7, "person", &RoutingRule::person},
                     Field{8, "method", &RoutingRule::method},
                     Field{9, "in_territory", &RoutingRule::in_territory},
                     Field{10, "skills", &RoutingRule::skills},
                     Field{11, "skill_facts", &RoutingRule::skill_facts},
                     Field{12, "language_fact", &RoutingRule::language_fact},
                     Field{13, "sticky", &RoutingRule::sticky},
                     Field{14, "any_time", &RoutingRule::any_time},
                     Field{15, "otherwise", &RoutingRule::otherwise},
                     Field{16, "wait_for", &RoutingRule::wait_for});
  }
};

struct RoutingSpec {
  std::vector<RoutingPool> pools;
  std::vector<Territory> territories;
  // In the order in which they are tried. Empty: every request waits.
  std::vector<RoutingRule> rules;
  // Text facts with the postal code and the country of a lead. Required if a
  // territory has postal codes, or such with a country.
  std::string postal_code_fact;
  std::string country_fact;
  // Name of the calendar of people who have none of their own or of their team.
  // Unset: they work at any time, and their days are those of UTC.
  std::string calendar;
  // For how many leads, and how many companies, it is remembered who had them;
  // the latest stay. Unset (0): kDefaultRemembered.
  int64_t remembered = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "pools", &RoutingSpec::pools},
        Field{2, "territories", &RoutingSpec::territories},
        Field{3, "rules", &RoutingSpec::rules},
        Field{4, "postal_code_fact", &RoutingSpec::postal_code_fact},
        Field{5, "country_fact", &RoutingSpec::country_fact},
        Field{6, "calendar", &RoutingSpec::calendar},
        Field{7, "remembered", &RoutingSpec::remembered});
  }
};

// A spec to begin with, for the roles marketing, call_agent, sales and
// account_manager: account owners first, field sales by German, Austrian and
// Swiss territory for large companies and deals, inside sales for all others.
// It reads what the preset "b2b" has, and the attributes that
// AddRoutingAttributes adds.
RoutingSpec RoutingPreset();

// Adds to `schema` the attributes that RoutingPreset reads and that it does not
// have yet: company.account_owner and person.language.
void AddRoutingAttributes(Schema* schema);

}  // namespace lotse

#endif  // LOTSE_ROUTING_ROUTING_SPEC_H_
