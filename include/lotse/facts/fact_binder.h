// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactBinder: checks Facts against a schema and gives the LeadView of them.
//
//   FactBinder binder(catalog);
//   BindBuffer buffer;                        // reused from lead to lead
//   LOTSE_ASSIGN_OR_RETURN(LeadView view, binder.Bind(facts, as_of, &buffer));
//
// A FactBinder is immutable and may be shared between threads; a BindBuffer is
// for one thread at a time.
#ifndef LOTSE_FACTS_FACT_BINDER_H_
#define LOTSE_FACTS_FACT_BINDER_H_

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/base/field_path.h"
#include "lotse/base/rate_table.h"
#include "lotse/base/time.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/lead_view.h"

namespace lotse {

// Memory that a bound LeadView points into besides the Facts themselves.
struct BindBuffer {
  std::vector<ValueView> values;
  std::vector<Instant> known_since;
  std::vector<ActivityView> activities;
  std::deque<std::vector<ValueView>> payloads;
  std::vector<ConsentView> consents;
  std::deque<std::vector<absl::string_view>> lists;
  // How many of `lists` are in use.
  size_t lists_used = 0;
  absl::flat_hash_set<absl::string_view> ids;
  // Slot, since and index of each entry of a record that has a history.
  std::vector<std::tuple<FactSlot, Instant, size_t>> history;
};

class FactBinder {
 public:
  explicit FactBinder(FactCatalog catalog, RateTable rates = {});

  // The view of `facts` at `as_of`: of an attribute's history the latest entry
  // that is not later, of the answers the latest that is valid, money in the
  // currency of its fact. The view points into `facts` and `buffer` and is
  // valid until either changes.
  //
  // Accepted besides the declared type: an integer for a number, a whole number
  // for an integer, a date for a time, one text for a list, and ISO 8601 text
  // for a date or time and "50000 EUR" for money.
  //
  // Error: InvalidArgument with the path of the field that is wrong, such as
  // `company.attributes[3].value: must be an integer`; never a value.
  absl::StatusOr<LeadView> Bind(const Facts& facts, Instant as_of,
                                BindBuffer* buffer) const;

  // One value as Bind reads it for the fact `slot`, for verbs that look at
  // more than what counts at an instant. The view points into `value` and
  // `buffer`; what was bound into `buffer` before stays valid. Error: as Bind,
  // with `path`.
  absl::StatusOr<ValueView> BindValue(const Value& value, FactSlot slot,
                                      Instant as_of, const FieldPath& path,
                                      BindBuffer* buffer) const;

  // The slot of the answers to `question`; nothing if the schema does not have
  // the question.
  std::optional<FactSlot> FindQuestion(absl::string_view question) const;

  const FactCatalog& catalog() const { return catalog_; }

 private:
  using SlotMap = absl::flat_hash_map<std::string, FactSlot>;
  struct Binding;

  FactCatalog catalog_;
  RateTable rates_;
  // Bare key of a declared attribute to its slot, per record.
  SlotMap person_, company_, lead_, opportunity_, answer_, payload_;
  // The slots of the built-in facts.
  struct {
    FactSlot offer, channel, campaign, created_at;
    FactSlot stage, opened_at, expected_close;
    // Only where the schema has a currency.
    std::optional<FactSlot> value;
    FactSlot activity_channel;
  } built_in_ = {};
  absl::flat_hash_map<std::string, uint32_t> kinds_;
  // Rows in which nothing is known yet, to begin with.
  std::vector<ValueView> no_values_, no_payload_;
  std::vector<Instant> never_, payload_never_;
};

}  // namespace lotse

#endif  // LOTSE_FACTS_FACT_BINDER_H_
