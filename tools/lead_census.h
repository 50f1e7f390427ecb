// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LeadCensus: how well a file of leads fits a schema: how often each attribute
// is filled, which texts are not among the declared options, and which
// attributes the schema does not have. Memory does not grow with the leads.
#ifndef LOTSE_TOOLS_LEAD_CENSUS_H_
#define LOTSE_TOOLS_LEAD_CENSUS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "lotse/facts/facts.h"
#include "lotse/facts/schema.h"
#include "tools/terminal.h"

namespace lotse::tools {

class LeadCensus {
 public:
  // `schema` must be valid and outlive it.
  explicit LeadCensus(const Schema& schema);

  void Add(const Facts& facts);

  int64_t leads() const { return leads_; }

  // A table of all attributes, then what the schema does not have.
  void Write(Output* out) const;

 private:
  struct Count {
    std::string name;  // "company.employees".
    const AttributeSpec* spec = nullptr;
    absl::flat_hash_set<std::string> options;
    int64_t filled = 0;
    int64_t other = 0;       // Texts that are no option.
    int64_t last_lead = -1;  // So that a history counts once.
  };
  using Index = absl::flat_hash_map<std::string, size_t>;

  void Declare(const char* entity, const std::vector<AttributeSpec>& specs,
               Index* index);
  void AddAttributes(const char* entity,
                     const std::vector<Attribute>& attributes,
                     const Index& index);
  void AddValue(const char* entity, const std::string& key, const Value& value,
                const Index& index);

  std::vector<Count> counts_;
  Index person_, company_, lead_, opportunity_, answer_;
  std::map<std::string, int64_t> unknown_;
  int64_t more_unknown_ = 0;  // Values of unknown keys beyond those kept.
  int64_t leads_ = 0;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_LEAD_CENSUS_H_
