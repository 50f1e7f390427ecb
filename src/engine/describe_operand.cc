// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeOperand, DescribeReading and what they must not show.
#include "src/engine/describe_operand.h"

#include <variant>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lotse/condition/condition_text.h"
#include "lotse/engine/describe_score.h"
#include "src/engine/condition_operands.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

// " in the last 30 days"; nothing for no window.
std::string DescribeWindow(Duration within, absl::string_view language) {
  if (within == Duration()) return "";
  struct Unit {
    Duration length;
    const char* en;
    const char* de;
  };
  static constexpr Unit kUnits[] = {
      {Duration::Days(1), "days", "Tagen"},
      {Duration::Hours(1), "hours", "Stunden"},
      {Duration::Minutes(1), "minutes", "Minuten"},
      {Duration::Seconds(1), "seconds", "Sekunden"}};
  for (const Unit& unit : kUnits) {
    const int64_t count = within.micros() / unit.length.micros();
    // One of a unit reads better as several of the next.
    if (count < 2 || within.micros() % unit.length.micros() != 0) continue;
    return IsGerman(language)
               ? absl::StrCat(" in den letzten ", count, " ", unit.de)
               : absl::StrCat(" in the last ", count, " ", unit.en);
  }
  return IsGerman(language)
             ? absl::StrCat(" in den letzten ", within.micros(), " µs")
             : absl::StrCat(" in the last ", within.ToString());
}

std::string DescribeActivities(const ActivityOperand& operand,
                               const FactCatalog& catalog,
                               absl::string_view language) {
  const std::string kinds = DescribeKinds(operand.kinds, catalog, language);
  const std::string window = DescribeWindow(operand.within, language);
  switch (operand.aggregate) {
    case Aggregate::kSum: {
      const absl::StatusOr<FactSlot> slot =
          catalog.FindPayload(operand.attribute);
      const absl::string_view label =
          slot.ok() ? catalog.payload(*slot).label.In(language) : "";
      return absl::StrCat(label.empty() ? operand.attribute : label, " (",
                          kinds, ")", window);
    }
    case Aggregate::kLast:
      return absl::StrCat(IsGerman(language) ? "zuletzt " : "last ", kinds,
                          window);
    default:
      return absl::StrCat(kinds, window);
  }
}

Operand ParsedOperand(const ConditionSet::Reading& reading) {
  absl::StatusOr<Operand> operand = ParseOperand(reading.operand);
  return operand.ok() ? *std::move(operand) : Operand();
}

std::string LabelOf(const FactDefinition& fact, absl::string_view language) {
  return fact.label.empty() ? fact.name : std::string(fact.label.In(language));
}

// The name of the fact that `operand` reads; empty for others.
absl::string_view NameOfFact(const Operand& operand) {
  if (const auto* fact = std::get_if<FactOperand>(&operand.kind)) {
    return fact->name;
  }
  if (const auto* list = std::get_if<ListOperand>(&operand.kind)) {
    return list->name;
  }
  return "";
}

}  // namespace

absl::string_view DescribeConsentState(absl::string_view state,
                                       absl::string_view language) {
  if (!IsGerman(language)) return state;
  if (state == "none") return "keine";
  if (state == "given") return "erteilt, nicht bestätigt";
  if (state == "confirmed") return "bestätigt";
  if (state == "withdrawn") return "widerrufen";
  return "abgelaufen";
}

std::string DescribeKinds(const std::vector<std::string>& kinds,
                          const FactCatalog& catalog,
                          absl::string_view language) {
  if (kinds.empty()) {
    return IsGerman(language) ? "beliebiger Kontakt" : "any activity";
  }
  std::string out;
  for (const std::string& key : kinds) {
    absl::string_view name = key;
    for (const Option& kind : catalog.activity_kinds()) {
      if (kind.key == key && !kind.label.empty())
        name = kind.label.In(language);
    }
    const char* const between = IsGerman(language) ? " oder " : " or ";
    absl::StrAppend(&out, out.empty() ? "" : between, name);
  }
  return out;
}

std::string DescribeOperand(const ConditionSet::Reading& reading,
                            const FactCatalog& catalog,
                            absl::string_view language) {
  if (reading.slot != ConditionSet::Reading::kNoSlot) {
    return LabelOf(catalog.fact(reading.slot), language);
  }
  const std::string text =
      DescribeOperand(ParsedOperand(reading), catalog, language);
  return text.empty() ? reading.operand : text;
}

std::string DescribeOperand(const Operand& operand, const FactCatalog& catalog,
                            absl::string_view language) {
  if (const auto* activities = std::get_if<ActivityOperand>(&operand.kind)) {
    return DescribeActivities(*activities, catalog, language);
  }
  if (const auto* consent = std::get_if<ConsentOperand>(&operand.kind)) {
    return absl::StrCat(IsGerman(language) ? "Einwilligung " : "consent ",
                        consent->purpose, IsGerman(language) ? " per " : " by ",
                        consent->channel);
  }
  const absl::StatusOr<FactSlot> slot =
      catalog.Find(NameOfFact(operand), /*hint=*/false);
  return slot.ok() ? LabelOf(catalog.fact(*slot), language)
                   : std::string(NameOfFact(operand));
}

bool HidesPayload(Audience audience, const Condition& where,
                  const FactCatalog& catalog) {
  for (const Operand& operand : OperandsOf(where)) {
    const absl::StatusOr<FactSlot> slot =
        catalog.FindPayload(NameOfFact(operand), /*hint=*/false);
    if (slot.ok() && Hides(audience, catalog.payload(*slot))) return true;
  }
  return false;
}

bool HidesOperand(Audience audience, const Operand& operand,
                  const FactCatalog& catalog) {
  if (const auto* activities = std::get_if<ActivityOperand>(&operand.kind)) {
    for (const Condition& where : activities->where) {
      if (HidesPayload(audience, where, catalog)) return true;
    }
    const absl::StatusOr<FactSlot> slot =
        catalog.FindPayload(activities->attribute, /*hint=*/false);
    return slot.ok() && Hides(audience, catalog.payload(*slot));
  }
  if (std::holds_alternative<ConsentOperand>(operand.kind)) {
    return audience == Audience::kNoValues;
  }
  const absl::StatusOr<FactSlot> slot =
      catalog.Find(NameOfFact(operand), /*hint=*/false);
  return slot.ok() && Hides(audience, catalog.fact(*slot));
}

std::string DescribeReading(const ConditionSet::Reading& reading,
                            const FactCatalog& catalog,
                            absl::string_view language) {
  std::string value;
  if (reading.slot != ConditionSet::Reading::kNoSlot) {
    value = DescribeValue(reading.value, &catalog.fact(reading.slot), language);
  } else {
    value = DescribeValue(reading.value, nullptr, language);
    const Operand operand = ParsedOperand(reading);
    const auto* activities = std::get_if<ActivityOperand>(&operand.kind);
    if (activities != nullptr && activities->aggregate == Aggregate::kCount) {
      const bool once = value == "1";
      value = IsGerman(language) ? absl::StrCat(value, "-mal")
              : once             ? std::string("once")
                                 : absl::StrCat(value, " times");
    } else if (std::holds_alternative<ConsentOperand>(operand.kind)) {
      value = std::string(DescribeConsentState(value, language));
    }
  }
  return absl::StrCat(DescribeOperand(reading, catalog, language), ": ", value);
}

}  // namespace lotse
