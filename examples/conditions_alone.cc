// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Conditions without an engine: a segment filter over a host's companies. Parts
// of Lotse are usable on their own.
#include <cstdio>
#include <vector>

#include "lotse/condition/condition_set.h"

int main() {
  using lotse::Condition;
  using lotse::ValueView;
  lotse::Schema schema;
  schema.company = {{"name", lotse::ValueType::kText},
                    {"employees", lotse::ValueType::kInteger},
                    {"customer_since", lotse::ValueType::kDate}};
  const auto catalog = lotse::CompileFactCatalog(schema);
  if (!catalog.ok()) return 1;

  const std::vector<Condition> segments = {
      Condition::FromText("employees between 50 and 249"),
      Condition::FromText("name contains 'straße' ignoring case"),
      Condition::FromText("customer_since is missing"),
      Condition::FromText("not (customer_since within last 365 days)")};
  const char* names[] = {"medium", "road", "prospect", "not new"};
  const auto set = lotse::CompileConditions(segments, *catalog);
  if (!set.ok()) return 1;

  // In the order of the schema; slots are looked up by name.
  const lotse::FactSlot name = *catalog->Find("name");
  const lotse::FactSlot employees = *catalog->Find("employees");
  const lotse::FactSlot since = *catalog->Find("customer_since");
  const auto print = [&](ValueView who, ValueView size, ValueView customer) {
    std::vector<ValueView> row(catalog->size());
    row[name] = who;
    row[employees] = size;
    row[since] = customer;
    lotse::LeadView view;
    view.values = row;
    lotse::ConditionScratch scratch;
    set->Evaluate(view, *lotse::Instant::Parse("2026-11-23"), &scratch);
    std::printf("%s:", std::string(who.text()).c_str());
    for (size_t i = 0; i < set->size(); ++i) {
      if (set->Holds(scratch, i)) std::printf(" [%s]", names[i]);
    }
    std::printf("\n");
  };
  print(ValueView::Text("STRASSENBAU NORD"), ValueView::Integer(120),
        ValueView::OfDate(*lotse::Date::Parse("2026-03-01")));
  print(ValueView::Text("Hafenkontor"), ValueView(), ValueView());
}
