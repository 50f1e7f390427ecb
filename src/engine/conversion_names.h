// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConversionNames: how people call what a proposal names. Internal to engine.
#ifndef LOTSE_SRC_ENGINE_CONVERSION_NAMES_H_
#define LOTSE_SRC_ENGINE_CONVERSION_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/engine/audience.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/fact_change.h"
#include "lotse/facts/value.h"

namespace lotse {

// Names that the engine's spec does not have are given as they are. What it is
// made of must outlive it.
class ConversionNames {
 public:
  ConversionNames(const Engine& engine, absl::string_view language,
                  Audience audience)
      : engine_(engine), language_(language), audience_(audience) {}

  // "employees" for "company.employees".
  std::string Fact(absl::string_view name) const;
  // "employees (company)".
  std::string FactOfRecord(absl::string_view name) const;
  // "company".
  absl::string_view Record(FactRecord record) const;
  std::string Role(absl::string_view role) const;
  std::string Task(absl::string_view task) const;

  bool Hides(absl::string_view fact) const;
  std::string Value(absl::string_view fact, const lotse::Value& value) const;

  // The question that a questionnaire asks for the fact; empty if none does.
  std::string Question(absl::string_view fact) const;

 private:
  // Null if the catalog does not have it.
  const FactDefinition* Find(absl::string_view fact) const;

  const Engine& engine_;
  const absl::string_view language_;
  const Audience audience_;
};

// "company.employees" for a record and a key.
std::string NameOfFact(FactRecord record, absl::string_view key);

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_CONVERSION_NAMES_H_
