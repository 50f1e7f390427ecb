// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadCensus.
#include "tools/lead_census.h"

#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

// Unknown keys that are named; files may hold any number of them.
constexpr size_t kMaxUnknown = 50;

}  // namespace

LeadCensus::LeadCensus(const Schema& schema) {
  Declare("lead", schema.lead, &lead_);
  Declare("person", schema.person, &person_);
  Declare("company", schema.company, &company_);
  Declare("opportunity", schema.opportunity, &opportunity_);
  Declare("answer", schema.answer, &answer_);
}

void LeadCensus::Declare(const char* entity,
                         const std::vector<AttributeSpec>& specs,
                         Index* index) {
  for (const AttributeSpec& spec : specs) {
    index->emplace(spec.key, counts_.size());
    Count& count = counts_.emplace_back();
    count.name = absl::StrCat(entity, ".", spec.key);
    count.spec = &spec;
    for (const Option& option : spec.options) count.options.insert(option.key);
  }
}

void LeadCensus::AddValue(const char* entity, const std::string& key,
                          const Value& value, const Index& index) {
  if (value.missing()) return;
  const auto found = index.find(key);
  if (found == index.end()) {
    std::string name = absl::StrCat(entity, ".", key);
    if (unknown_.size() < kMaxUnknown || unknown_.count(name) > 0) {
      ++unknown_[std::move(name)];
    } else {
      ++more_unknown_;
    }
    return;
  }
  Count& count = counts_[found->second];
  if (count.last_lead != leads_) ++count.filled;
  count.last_lead = leads_;
  if (count.options.empty()) return;
  if (const auto* text = std::get_if<std::string>(&value.kind)) {
    if (!count.options.contains(*text)) ++count.other;
  } else if (const auto* list = std::get_if<TextList>(&value.kind)) {
    for (const std::string& entry : list->values) {
      if (!count.options.contains(entry)) ++count.other;
    }
  }
}

void LeadCensus::AddAttributes(const char* entity,
                               const std::vector<Attribute>& attributes,
                               const Index& index) {
  for (const Attribute& attribute : attributes) {
    AddValue(entity, attribute.key, attribute.value, index);
  }
}

void LeadCensus::Add(const Facts& facts) {
  AddAttributes("lead", facts.lead.attributes, lead_);
  for (const Answer& answer : facts.lead.answers) {
    AddValue("answer", answer.question, answer.value, answer_);
  }
  for (const Person& person : facts.persons) {
    AddAttributes("person", person.attributes, person_);
  }
  if (facts.company.has_value()) {
    AddAttributes("company", facts.company->attributes, company_);
  }
  if (facts.opportunity.has_value()) {
    AddAttributes("opportunity", facts.opportunity->attributes, opportunity_);
  }
  ++leads_;
}

void LeadCensus::Write(Output* out) const {
  if (leads_ == 0) return;
  TableWriter table({{"attribute", false, 50},
                     {"type", false, 0},
                     {"filled", true, 0},
                     {"no declared option", true, 0}},
                    out);
  for (const Count& count : counts_) {
    const Style style = count.filled == 0 ? Style::kDim : Style::kPlain;
    table.Add({{count.name, style},
               {NameOf(count.spec->type), style},
               {Percent(static_cast<double>(count.filled) /
                        static_cast<double>(leads_)),
                style},
               {count.other == 0 ? "" : Grouped(count.other), Style::kYellow}});
  }
  table.Finish();
  if (unknown_.empty()) return;
  out->Write("\nNot in the schema:\n");
  for (const auto& [name, count] : unknown_) {
    out->Write(absl::StrCat("  ", Printable(name), "  ", Grouped(count), "\n"));
  }
  if (more_unknown_ > 0) {
    out->Write(absl::StrCat("  and ", Grouped(more_unknown_),
                            " values with other keys\n"));
  }
}

}  // namespace lotse::tools
