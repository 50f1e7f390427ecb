// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WorkList: which leads to work on next, the most worth first, each with its
// reasons.
//
//   priority = probability x value x urgency
//   urgency  = 1 + what is added for each reason to hurry (WorkListSpec)
//
//   WorkListOptions options;
//   options.owner = "anna";
//   absl::StatusOr<WorkList> today =
//       BuildWorkList(items, WorkListPreset("EUR"), options, now);
//
// Everything is computed in whole numbers; equal priorities are in the order of
// lead ids. Pure functions; thread-safe.
#ifndef LOTSE_ROUTING_WORK_LIST_H_
#define LOTSE_ROUTING_WORK_LIST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/money.h"
#include "lotse/base/points.h"
#include "lotse/base/rate_table.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/facts/fact_catalog.h"

namespace lotse {

struct WorkListSpec {
  // ISO 4217 code in which leads are compared. Required.
  std::string currency;
  // What a lead is worth whose value is unknown. Unset: such leads come last.
  std::optional<Money> assumed_value;
  // The probability of a lead that has none, above 0 to 1. Unset (0): such
  // leads come last.
  double assumed_probability = 0;
  // What each reason adds to the urgency; 1 makes a lead count twice. From 0 to
  // 1000. Unset (0): the reason does not count.
  // A clock of the lead has run out.
  Points overdue;
  // A clock runs out soon: grows evenly from 0 at `due_within` before that to
  // this.
  Points due_soon;
  Duration due_within;
  // Nobody has worked on it yet, `unworked_after` its creation.
  Points never_worked;
  Duration unworked_after;
  // Nobody has worked on it lately: grows evenly since the last touch, up to
  // this after `idle_within`.
  Points idle;
  Duration idle_within;
  // Money fact that says what a lead is worth whose opportunity has no value,
  // such as "lead.expected_value". Unset: none does.
  std::string value_fact;
  // Kinds of activity by which somebody works on a lead. Empty: what meets a
  // clock of its lifecycle.
  std::vector<std::string> worked_kinds;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "currency", &WorkListSpec::currency},
        Field{2, "assumed_value", &WorkListSpec::assumed_value},
        Field{3, "assumed_probability", &WorkListSpec::assumed_probability},
        Field{4, "overdue", &WorkListSpec::overdue},
        Field{5, "due_soon", &WorkListSpec::due_soon},
        Field{6, "due_within", &WorkListSpec::due_within},
        Field{7, "never_worked", &WorkListSpec::never_worked},
        Field{8, "unworked_after", &WorkListSpec::unworked_after},
        Field{9, "idle", &WorkListSpec::idle},
        Field{10, "idle_within", &WorkListSpec::idle_within},
        Field{11, "value_fact", &WorkListSpec::value_fact},
        Field{12, "worked_kinds", &WorkListSpec::worked_kinds});
  }
};

// One lead that may be worked on.
struct WorkItem {
  std::string lead_id;
  // Id of the responsible person. Unset: none.
  std::string owner;
  // For people, as the host shows them.
  LocalText state;
  std::string category;
  // 0 to 1; anything else is unknown.
  std::optional<double> probability;
  // Negative amounts are unknown.
  std::optional<Money> value;
  // Unset: unknown.
  Instant created_at;
  // The last time somebody worked on it. Unset: never.
  Instant last_worked_at;
  // When the earliest open clock runs out. Unset: none is open.
  std::optional<Instant> due_at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "lead_id", &WorkItem::lead_id},
                     Field{2, "owner", &WorkItem::owner},
                     Field{3, "state", &WorkItem::state},
                     Field{4, "category", &WorkItem::category},
                     Field{5, "probability", &WorkItem::probability},
                     Field{6, "value", &WorkItem::value},
                     Field{7, "created_at", &WorkItem::created_at},
                     Field{8, "last_worked_at", &WorkItem::last_worked_at},
                     Field{9, "due_at", &WorkItem::due_at});
  }
};

enum class UrgencyKind : uint8_t {
  kUnspecified = 0,
  kOverdue = 1,
  kDueSoon = 2,
  kNeverWorked = 3,
  kIdle = 4,
};

template <>
struct EnumNames<UrgencyKind> {
  static constexpr const char* kPrefix = "URGENCY_KIND_";
  static constexpr EnumName<UrgencyKind> kNames[] = {
      {UrgencyKind::kOverdue, "overdue"},
      {UrgencyKind::kDueSoon, "due_soon"},
      {UrgencyKind::kNeverWorked, "never_worked"},
      {UrgencyKind::kIdle, "idle"}};
};

// One reason to hurry.
struct UrgencyReason {
  UrgencyKind kind = UrgencyKind::kUnspecified;
  // What it adds to the urgency.
  Points adds;
  // How late, how soon, how old, or how long idle.
  Duration length;

  static constexpr auto Fields() {
    return FieldList(Field{1, "kind", &UrgencyReason::kind},
                     Field{2, "adds", &UrgencyReason::adds},
                     Field{3, "length", &UrgencyReason::length});
  }
};

struct WorkEntry {
  // As it was given.
  WorkItem item;
  // What was computed with, in the currency of the spec. Unset: unknown.
  std::optional<Money> value;
  std::optional<double> probability;
  // They are the spec's assumptions.
  bool value_assumed = false;
  bool probability_assumed = false;
  // Probability x value, to the nearest millionth. Unset: unknown.
  std::optional<Money> expected;
  // At least 1, the sum of the reasons included.
  Points urgency;
  std::vector<UrgencyReason> reasons;
  // Expected x urgency. Unset: unknown.
  std::optional<Money> priority;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "item", &WorkEntry::item},
        Field{2, "value", &WorkEntry::value},
        Field{3, "probability", &WorkEntry::probability},
        Field{4, "value_assumed", &WorkEntry::value_assumed},
        Field{5, "probability_assumed", &WorkEntry::probability_assumed},
        Field{6, "expected", &WorkEntry::expected},
        Field{7, "urgency", &WorkEntry::urgency},
        Field{8, "reasons", &WorkEntry::reasons},
        Field{9, "priority", &WorkEntry::priority});
  }
};

struct WorkListOptions {
  // Only leads of this person. Unset: all.
  std::string owner;
  // The most entries. Unset (0): kDefaultWorkListSize.
  int64_t limit = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "owner", &WorkListOptions::owner},
                     Field{2, "limit", &WorkListOptions::limit});
  }
};

inline constexpr int64_t kDefaultWorkListSize = 20;

struct WorkList {
  // The first `limit`: by priority; those without one after all others, by
  // urgency; then by lead id.
  std::vector<WorkEntry> entries;
  // Of all items that were asked for, shown or not.
  int64_t items = 0;
  // Of them, never worked on, and with a clock that has run out.
  int64_t never_worked = 0;
  int64_t too_late = 0;
  // Of them, without a priority.
  int64_t unknown = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "entries", &WorkList::entries},
                     Field{2, "items", &WorkList::items},
                     Field{3, "never_worked", &WorkList::never_worked},
                     Field{4, "too_late", &WorkList::too_late},
                     Field{5, "unknown", &WorkList::unknown});
  }
};

// Being late doubles, and so does waiting for the first touch longer than a
// day; a clock in its last day and two idle weeks add up to a half each.
WorkListSpec WorkListPreset(absl::string_view currency);

// Adds everything that is wrong with `spec`, at `path`.
void ValidateWorkList(const WorkListSpec& spec, const FieldPath& path,
                      SpecIssues* issues);

// The same for what items are read from, which must be in the catalog.
void ValidateWorkListFacts(const WorkListSpec& spec, const FactCatalog& catalog,
                           const FieldPath& path, SpecIssues* issues);

// The list at `now`. `rates`: for values in other currencies, which are else
// unknown. Error: InvalidArgument with the first issue of ValidateWorkList, its
// path beginning with "work_list", or of the options.
absl::StatusOr<WorkList> BuildWorkList(absl::Span<const WorkItem> items,
                                       const WorkListSpec& spec,
                                       const WorkListOptions& options,
                                       Instant now,
                                       const RateTable& rates = {});

// "L-7: 12000 EUR expected (24 % of 50000 EUR), urgency 2: overdue for 3 hours
// (+1)." "de" gives German, anything else English.
std::string DescribeWorkEntry(const WorkEntry& entry,
                              absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_ROUTING_WORK_LIST_H_
