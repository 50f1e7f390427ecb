// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WorkListPreset, ValidateWorkList and BuildWorkList.
#include "lotse/routing/work_list.h"

#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/decimal.h"
#include "lotse/base/limits.h"
#include "src/routing/instant_span.h"

namespace lotse {
namespace {

constexpr int64_t kNano = 1000000000;
constexpr int64_t kMaxUrgency = 1000;

// a x b / 1e9, to the nearest whole number; neither is negative. Ends at the
// largest int64.
int64_t Scale(int64_t a, int64_t b) {
  const absl::int128 product = absl::int128(a) * b + kNano / 2;
  const absl::int128 scaled = product / kNano;
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  return scaled > kMax ? kMax : static_cast<int64_t>(scaled);
}

// The part of `most` that `length` is of `whole`.
Points PartOf(Points most, Duration length, Duration whole) {
  if (!(length < whole)) return most;
  if (length.micros() <= 0) return Points();
  return Points::FromNano(static_cast<int64_t>(
      absl::int128(most.nano()) * length.micros() / whole.micros()));
}

bool IsProbability(double p) { return p >= 0 && p <= 1; }

void AddReason(UrgencyKind kind, Points adds, Duration length,
               WorkEntry* entry) {
  if (!(Points() < adds)) return;
  entry->reasons.push_back({kind, adds, length});
  entry->urgency += adds;
}

WorkEntry MakeEntry(const WorkItem& item, const WorkListSpec& spec, Instant now,
                    const RateTable& rates) {
  WorkEntry entry;
  entry.item = item;
  if (item.value.has_value() && item.value->micros >= 0) {
    const std::optional<int64_t> micros =
        item.value->currency == spec.currency
            ? item.value->micros
            : rates.Convert(item.value->micros, item.value->currency,
                            spec.currency, now.date());
    if (micros.has_value()) entry.value = Money{*micros, spec.currency};
  }
  if (!entry.value.has_value() && spec.assumed_value.has_value()) {
    entry.value = spec.assumed_value;
    entry.value_assumed = true;
  }
  if (item.probability.has_value() && IsProbability(*item.probability)) {
    entry.probability = item.probability;
  } else if (spec.assumed_probability > 0) {
    entry.probability = spec.assumed_probability;
    entry.probability_assumed = true;
  }

  entry.urgency = Points::FromNano(kNano);
  if (item.due_at.has_value()) {
    const Duration left = SpanBetween(now, *item.due_at);
    if (left.micros() <= 0) {
      AddReason(UrgencyKind::kOverdue, spec.overdue,
                Duration::Micros(-left.micros()), &entry);
    } else if (left < spec.due_within) {
      AddReason(
          UrgencyKind::kDueSoon,
          PartOf(spec.due_soon,
                 Duration::Micros(spec.due_within.micros() - left.micros()),
                 spec.due_within),
          left, &entry);
    }
  }
  if (item.last_worked_at == Instant()) {
    const Duration age = item.created_at == Instant()
                             ? Duration()
                             : SpanBetween(item.created_at, now);
    if (!(age < spec.unworked_after)) {
      AddReason(UrgencyKind::kNeverWorked, spec.never_worked, age, &entry);
    }
  } else {
    const Duration idle = SpanBetween(item.last_worked_at, now);
    AddReason(UrgencyKind::kIdle, PartOf(spec.idle, idle, spec.idle_within),
              idle, &entry);
  }

  if (entry.value.has_value() && entry.probability.has_value()) {
    entry.expected =
        Money{Scale(entry.value->micros, ScaleDouble(*entry.probability, 9)),
              spec.currency};
    entry.priority = Money{Scale(entry.expected->micros, entry.urgency.nano()),
                           spec.currency};
  }
  return entry;
}

bool ComesBefore(const WorkEntry& a, const WorkEntry& b) {
  if (a.priority.has_value() != b.priority.has_value()) {
    return a.priority.has_value();
  }
  if (a.priority.has_value() && a.priority->micros != b.priority->micros) {
    return b.priority->micros < a.priority->micros;
  }
  if (a.urgency != b.urgency) return b.urgency < a.urgency;
  return a.item.lead_id < b.item.lead_id;
}

}  // namespace

WorkListSpec WorkListPreset(absl::string_view currency) {
  WorkListSpec spec;
  spec.currency = std::string(currency);
  spec.overdue = Points::FromNano(kNano);
  spec.due_soon = Points::FromNano(kNano / 2);
  spec.due_within = Duration::Days(1);
  spec.never_worked = Points::FromNano(kNano);
  spec.unworked_after = Duration::Days(1);
  spec.idle = Points::FromNano(kNano / 2);
  spec.idle_within = Duration::Days(14);
  return spec;
}

void ValidateWorkList(const WorkListSpec& spec, const FieldPath& path,
                      SpecIssues* issues) {
  if (!IsCurrencyCode(spec.currency)) {
    issues->Add(path.Child("currency"), "is no ISO 4217 code, such as \"EUR\"");
  }
  if (spec.assumed_value.has_value() &&
      (spec.assumed_value->currency != spec.currency ||
       spec.assumed_value->micros < 0)) {
    issues->Add(path.Child("assumed_value"),
                "must not be negative, and in the currency of the list");
  }
  if (!IsProbability(spec.assumed_probability)) {
    issues->Add(path.Child("assumed_probability"), "must be from 0 to 1");
  }
  const struct {
    const char* name;
    Points points;
    // Null: it needs no length.
    const char* length_name;
    Duration length;
    bool needs_length;
  } kReasons[] = {
      {"overdue", spec.overdue, nullptr, {}, false},
      {"due_soon", spec.due_soon, "due_within", spec.due_within, true},
      {"never_worked", spec.never_worked, "unworked_after", spec.unworked_after,
       false},
      {"idle", spec.idle, "idle_within", spec.idle_within, true}};
  for (const auto& reason : kReasons) {
    if (reason.points < Points() ||
        Points::FromNano(kMaxUrgency * kNano) < reason.points) {
      issues->Add(path.Child(reason.name),
                  absl::StrCat("must be from 0 to ", kMaxUrgency));
    }
    if (reason.length_name == nullptr) continue;
    if (reason.length < Duration() ||
        Duration::Days(kMaxDurationDays) < reason.length) {
      issues->Add(
          path.Child(reason.length_name),
          absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
    } else if (reason.needs_length && reason.points != Points() &&
               reason.length == Duration()) {
      issues->Add(path.Child(reason.length_name),
                  absl::StrCat("is missing: ", reason.name, " needs it"));
    }
  }
}

void ValidateWorkListFacts(const WorkListSpec& spec, const FactCatalog& catalog,
                           const FieldPath& path, SpecIssues* issues) {
  if (!spec.value_fact.empty()) {
    const FieldPath here = path.Child("value_fact");
    const absl::StatusOr<FactSlot> slot =
        catalog.Find(spec.value_fact, issues->TakeHint(catalog.size()));
    if (!slot.ok()) {
      issues->Add(here, slot.status().message());
    } else if (catalog.fact(*slot).type != ValueType::kMoney) {
      issues->Add(here, "must be an amount of money");
    }
  }
  if (spec.worked_kinds.size() > kMaxListValues) {
    issues->Add(path.Child("worked_kinds"),
                absl::StrCat("has more than ", kMaxListValues, " kinds"));
    return;
  }
  for (size_t i = 0; i < spec.worked_kinds.size(); ++i) {
    const auto kind = catalog.FindActivityKind(
        spec.worked_kinds[i],
        issues->TakeHint(catalog.activity_kinds().size()));
    if (!kind.ok()) {
      issues->Add(path.Child("worked_kinds", i), kind.status().message());
    }
  }
}

absl::StatusOr<WorkList> BuildWorkList(absl::Span<const WorkItem> items,
                                       const WorkListSpec& spec,
                                       const WorkListOptions& options,
                                       Instant now, const RateTable& rates) {
  SpecIssues issues;
  ValidateWorkList(spec, FieldPath("work_list"), &issues);
  if (options.limit < 0) {
    const FieldPath path("options");
    issues.Add(path.Child("limit"), "must not be negative");
  }
  if (!issues.empty()) return issues.ToStatus();
  WorkList list;
  for (const WorkItem& item : items) {
    if (!options.owner.empty() && item.owner != options.owner) continue;
    WorkEntry entry = MakeEntry(item, spec, now, rates);
    ++list.items;
    if (item.last_worked_at == Instant()) ++list.never_worked;
    if (item.due_at.has_value() && *item.due_at <= now) ++list.too_late;
    if (!entry.priority.has_value()) ++list.unknown;
    list.entries.push_back(std::move(entry));
  }
  std::sort(list.entries.begin(), list.entries.end(), ComesBefore);
  const auto most = static_cast<size_t>(
      options.limit == 0 ? kDefaultWorkListSize : options.limit);
  if (list.entries.size() > most) list.entries.resize(most);
  return list;
}

}  // namespace lotse
