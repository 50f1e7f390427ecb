// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConversionNames.
#include "src/engine/conversion_names.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lotse/engine/describe_score.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

struct RecordName {
  const char* record;
  Message name;
};
constexpr RecordName kRecords[] = {
    {"lead", {"lead", "Lead"}},
    {"person", {"person", "Person"}},
    {"company", {"company", "Firma"}},
    {"opportunity", {"opportunity", "Opportunity"}},
    {"answer", {"answer", "Antwort"}}};

absl::string_view NameOfRecord(absl::string_view record,
                               absl::string_view language) {
  for (const RecordName& known : kRecords) {
    if (record == known.record) return known.name.In(language);
  }
  return record;
}

}  // namespace

std::string NameOfFact(FactRecord record, absl::string_view key) {
  return absl::StrCat(NameOf(record), ".", key);
}

const FactDefinition* ConversionNames::Find(absl::string_view fact) const {
  const auto slot = engine_.catalog().Find(fact, /*hint=*/false);
  return slot.ok() ? &engine_.catalog().fact(*slot) : nullptr;
}

std::string ConversionNames::Fact(absl::string_view name) const {
  const FactDefinition* const fact = Find(name);
  const absl::string_view label =
      fact == nullptr ? "" : fact->label.In(language_);
  return std::string(label.empty() ? name.substr(name.find('.') + 1) : label);
}

std::string ConversionNames::FactOfRecord(absl::string_view name) const {
  return absl::StrCat(Fact(name), " (",
                      NameOfRecord(name.substr(0, name.find('.')), language_),
                      ")");
}

absl::string_view ConversionNames::Record(FactRecord record) const {
  return NameOfRecord(NameOf(record), language_);
}

std::string ConversionNames::Role(absl::string_view role) const {
  for (const LifecycleSpec& lifecycle : engine_.spec().lifecycles) {
    for (const RoleSpec& known : lifecycle.roles) {
      if (known.id == role && !known.label.empty()) {
        return std::string(known.label.In(language_));
      }
    }
  }
  return std::string(role);
}

std::string ConversionNames::Task(absl::string_view task) const {
  for (const LifecycleSpec& lifecycle : engine_.spec().lifecycles) {
    for (const TaskSpec& known : lifecycle.tasks) {
      if (known.id == task && !known.label.empty()) {
        return std::string(known.label.In(language_));
      }
    }
  }
  return std::string(task);
}

bool ConversionNames::Hides(absl::string_view fact) const {
  const FactDefinition* const known = Find(fact);
  return known != nullptr && lotse::Hides(audience_, *known);
}

std::string ConversionNames::Value(absl::string_view fact,
                                   const lotse::Value& value) const {
  return DescribeValue(value, Find(fact), language_);
}

std::string ConversionNames::Question(absl::string_view fact) const {
  absl::string_view key = fact;
  if (!absl::ConsumePrefix(&key, "answer.")) return "";
  for (const QuestionnaireSpec& questionnaire : engine_.spec().questionnaires) {
    for (const QuestionSpec& question : questionnaire.questions) {
      if (question.key == key) return std::string(question.text.In(language_));
    }
  }
  return "";
}

}  // namespace lotse
