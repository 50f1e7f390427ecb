// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConversionProgram: a ConversionSpec with names resolved. Made by
// compile_converter.cc, run by propose_promotion.cc and propose_hand_over.cc.
#ifndef LOTSE_SRC_LIFECYCLE_CONVERSION_PROGRAM_H_
#define LOTSE_SRC_LIFECYCLE_CONVERSION_PROGRAM_H_

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/calendar/business_calendar.h"
#include "lotse/facts/fact_binder.h"
#include "lotse/facts/fact_change.h"
#include "lotse/lifecycle/conversion_spec.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

// A fact of a record, as its qualified name says it: "company.employees".
struct RecordFact {
  FactRecord record = FactRecord::kUnspecified;
  std::string name;
  FactSlot slot = 0;

  // "employees".
  absl::string_view key() const {
    return absl::string_view(name).substr(name.find('.') + 1);
  }
};

struct ConversionProgram {
  struct Fill {
    // Qualified name.
    std::string from;
    RecordFact to;
  };

  struct Mark {
    RecordFact attribute;
    Value value;
  };

  // A task that a lifecycle has for a care task.
  struct Care {
    // Index of the care task in the spec.
    size_t index = 0;
    std::string lifecycle;
    TaskSpec task;
    // Index of its calendar. Unset: all time counts.
    std::optional<size_t> calendar;
  };

  explicit ConversionProgram(FactBinder b) : binder(std::move(b)) {}

  ConversionSpec spec;
  FactBinder binder;
  // The facts of companies, persons and opportunities that may be filled, by
  // slot.
  std::vector<RecordFact> facts;
  std::vector<Fill> fills;
  // Qualified names of texts that compact keys compare.
  std::set<std::string> compact;
  // Qualified names.
  std::vector<std::string> criteria, promises, milestones;
  std::vector<Mark> marks;
  // In the order of the spec.
  std::vector<Care> care;
  std::vector<BusinessCalendar> calendars;
};

// The fact behind a slot, if it is of a record; nothing for answers and
// signals.
std::optional<RecordFact> RecordFactOf(const FactCatalog& catalog,
                                       FactSlot slot);

}  // namespace lotse

#endif  // LOTSE_SRC_LIFECYCLE_CONVERSION_PROGRAM_H_
