// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateSchema and the checks of keys, texts and labels that all specs share.
#include "lotse/facts/schema.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/money.h"
#include "lotse/base/utf8.h"
#include "lotse/facts/built_in_facts.h"

namespace lotse {
namespace {

constexpr absl::string_view kKeyRule =
    "is no key: use lower case letters, digits and _, first a letter";

void ValidateOptions(const std::vector<Option>& options, bool strict_keys,
                     const char* name, const FieldPath& path,
                     SpecIssues* issues) {
  if (options.size() > kMaxOptions) {
    issues->Add(path.Child(name),
                absl::StrCat("has more than ", kMaxOptions, " entries"));
    return;
  }
  std::set<absl::string_view> seen;
  for (size_t i = 0; i < options.size(); ++i) {
    const FieldPath here = path.Child(name, i);
    const std::string& key = options[i].key;
    if (strict_keys && !IsKey(key)) {
      issues->Add(here.Child("key"), kKeyRule);
    } else if (key.empty()) {
      issues->Add(here.Child("key"), "is empty");
    } else if (key.size() > kMaxNameBytes || !IsValidUtf8(key)) {
      issues->Add(here.Child("key"), absl::StrCat("must be UTF-8 of at most ",
                                                  kMaxNameBytes, " bytes"));
    } else if (!seen.insert(key).second) {
      issues->Add(here.Child("key"), "stands twice");
    }
    ValidateLabel(options[i].label, here.Child("label"), issues);
  }
}

void ValidateAttribute(const AttributeSpec& attribute, const Schema& schema,
                       const FieldPath& path, SpecIssues* issues) {
  if (!IsKey(attribute.key)) issues->Add(path.Child("key"), kKeyRule);
  if (attribute.type == ValueType::kUnspecified ||
      attribute.type > ValueType::kMoney) {
    issues->Add(path.Child("type"),
                "is missing: use boolean, integer, number, text, time, date, "
                "list or money");
  }
  const bool has_options =
      attribute.type == ValueType::kText || attribute.type == ValueType::kList;
  if (!attribute.options.empty() && !has_options) {
    issues->Add(path.Child("options"), "only a text or a list has options");
  }
  ValidateOptions(attribute.options, /*strict_keys=*/false, "options", path,
                  issues);
  ValidateLabel(attribute.label, path.Child("label"), issues);
  ValidateText(attribute.unit, path.Child("unit"), issues);
  if (attribute.type == ValueType::kMoney) {
    if (attribute.currency.empty() && schema.currency.empty()) {
      issues->Add(path.Child("currency"),
                  "is missing: money needs a currency here or in the schema");
    }
  } else if (!attribute.currency.empty()) {
    issues->Add(path.Child("currency"), "only money has a currency");
  }
  if (!attribute.currency.empty() && !IsCurrencyCode(attribute.currency)) {
    issues->Add(path.Child("currency"), "is no ISO 4217 code, such as EUR");
  }
}

}  // namespace

bool IsKey(absl::string_view key) {
  if (key.empty() || key.size() > kMaxNameBytes) return false;
  if (!absl::ascii_islower(static_cast<unsigned char>(key[0]))) return false;
  for (char c : key) {
    const unsigned char u = static_cast<unsigned char>(c);
    if (!absl::ascii_islower(u) && !absl::ascii_isdigit(u) && c != '_') {
      return false;
    }
  }
  return true;
}

void ValidateText(absl::string_view text, const FieldPath& path,
                  SpecIssues* issues) {
  if (text.size() > kMaxTextBytes) {
    issues->Add(path, absl::StrCat("has more than ", kMaxTextBytes, " bytes"));
  } else if (!IsValidUtf8(text)) {
    issues->Add(path, "is no valid UTF-8");
  }
}

void ValidateLabel(const LocalText& label, const FieldPath& path,
                   SpecIssues* issues) {
  ValidateText(label.id, path.Child("id"), issues);
  ValidateText(label.en, path.Child("en"), issues);
  ValidateText(label.de, path.Child("de"), issues);
  std::set<absl::string_view> languages = {"en", "de"};
  for (size_t i = 0; i < label.other.size(); ++i) {
    const FieldPath here = path.Child("other", i);
    ValidateText(label.other[i].text, here.Child("text"), issues);
    ValidateText(label.other[i].language, here.Child("language"), issues);
    if (label.other[i].language.empty()) {
      issues->Add(here.Child("language"), "is empty");
    } else if (!languages.insert(label.other[i].language).second) {
      issues->Add(here.Child("language"), "stands twice");
    }
  }
}

void ValidateSchema(const Schema& schema, const FieldPath& path,
                    SpecIssues* issues) {
  const auto validate_list = [&](const std::vector<AttributeSpec>& attributes,
                                 const char* name) {
    if (attributes.size() > kMaxAttributes) {
      issues->Add(path.Child(name),
                  absl::StrCat("has more than ", kMaxAttributes, " entries"));
      return;
    }
    std::set<absl::string_view> seen;
    for (size_t i = 0; i < attributes.size(); ++i) {
      const FieldPath here = path.Child(name, i);
      ValidateAttribute(attributes[i], schema, here, issues);
      if (!seen.insert(attributes[i].key).second) {
        issues->Add(here.Child("key"), "stands twice");
      }
      if (IsBuiltInFact(name, attributes[i].key)) {
        issues->Add(here.Child("key"), absl::StrCat("\"", attributes[i].key,
                                                    "\" is built in: every ",
                                                    name, " has it already"));
      }
    }
  };
  validate_list(schema.person, "person");
  validate_list(schema.company, "company");
  validate_list(schema.lead, "lead");
  validate_list(schema.opportunity, "opportunity");
  validate_list(schema.activity, "activity");
  validate_list(schema.answer, "answer");
  ValidateOptions(schema.activity_kinds, /*strict_keys=*/true, "activity_kinds",
                  path, issues);
  ValidateOptions(schema.channels, /*strict_keys=*/true, "channels", path,
                  issues);
  if (schema.unknown_attributes > UnknownAttributes::kRefuse) {
    issues->Add(path.Child("unknown_attributes"),
                "is unknown: use keep, ignore or refuse");
  }
  if (!schema.currency.empty() && !IsCurrencyCode(schema.currency)) {
    issues->Add(path.Child("currency"), "is no ISO 4217 code, such as EUR");
  }
}

}  // namespace lotse
