// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// FactsReadBy.
#include "src/engine/facts_read.h"

#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/condition/condition_text.h"
#include "src/engine/condition_operands.h"

namespace lotse {
namespace {

class Reader {
 public:
  Reader(const FactCatalog& catalog, FactsRead* read)
      : catalog_(catalog), read_(read) {}

  void Add(const Condition& condition) const {
    for (const Operand& operand : OperandsOf(condition)) Add(operand);
  }

  void Add(absl::string_view of) const {
    const absl::StatusOr<Operand> operand = ParseOperand(of);
    if (operand.ok()) Add(*operand);
  }

  void AddKinds(const std::vector<std::string>& kinds) const {
    read_->kinds.insert(kinds.begin(), kinds.end());
    if (!kinds.empty()) return;
    for (const Option& kind : catalog_.activity_kinds()) {
      read_->kinds.insert(kind.key);
    }
  }

  void Add(const ScoringSpec& scoring) const {
    for (const Group& group : scoring.groups) {
      Add(group.when);
      for (const Rule& rule : group.rules) Add(rule.when);
      for (const BandTable& table : group.bands) Add(table.of);
      for (const OptionTable& table : group.options) Add(table.of);
      for (const Weight& weight : group.weights) Add(weight.of);
    }
    for (const Veto& veto : scoring.vetoes) Add(veto.when);
  }

 private:
  void Add(const Operand& operand) const {
    if (const auto* fact = std::get_if<FactOperand>(&operand.kind)) {
      AddFact(fact->name);
    } else if (const auto* list = std::get_if<ListOperand>(&operand.kind)) {
      AddFact(list->name);
    } else if (const auto* activities =
                   std::get_if<ActivityOperand>(&operand.kind)) {
      AddKinds(activities->kinds);
    } else if (const auto* consent =
                   std::get_if<ConsentOperand>(&operand.kind)) {
      read_->consents.emplace(consent->purpose, consent->channel);
    }
  }

  void AddFact(absl::string_view name) const {
    const absl::StatusOr<FactSlot> slot = catalog_.Find(name, /*hint=*/false);
    if (slot.ok() && catalog_.fact(*slot).step == SignalStep::kFact) {
      read_->slots.insert(*slot);
    }
  }

  const FactCatalog& catalog_;
  FactsRead* read_;
};

}  // namespace

FactsRead FactsReadBy(const EngineSpec& spec, const FactCatalog& catalog) {
  FactsRead read;
  const Reader reader(catalog, &read);
  reader.Add(spec.scoring);
  for (const NamedScore& score : spec.scores) {
    reader.Add(score.when);
    reader.Add(score.scoring);
  }
  for (const EngagementGroup& group : spec.engagement.groups) {
    for (const EngagementRule& rule : group.rules) reader.AddKinds(rule.kinds);
  }
  for (const EngagementReset& reset : spec.engagement.resets) {
    reader.AddKinds(reset.kinds);
  }
  return read;
}

}  // namespace lotse
