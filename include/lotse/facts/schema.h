// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Schema: the attributes that a tenant declares for each kind of record.
//
//   Schema schema;
//   schema.company.push_back({"employees", ValueType::kInteger});
//   SpecIssues issues;
//   ValidateSchema(schema, FieldPath("schema"), &issues);
//
// Conditions name an attribute with its record, "company.employees", or alone,
// "employees", where that is not ambiguous.
#ifndef LOTSE_FACTS_SCHEMA_H_
#define LOTSE_FACTS_SCHEMA_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/spec_issue.h"
#include "lotse/facts/value.h"

namespace lotse {

// One value that an attribute of type text or list may have; also an activity
// kind or a channel.
struct Option {
  // Stable key: the text that facts carry.
  std::string key;
  LocalText label;
  // Not offered any more. Old facts with it stay readable and conditions may
  // still name it.
  bool retired = false;

  static constexpr auto Fields() {
    return FieldList(Field{1, "key", &Option::key},
                     Field{2, "label", &Option::label},
                     Field{3, "retired", &Option::retired});
  }
};

struct AttributeSpec {
  // Stable key, lower case letters, digits and _, first a letter: "employees".
  std::string key;
  ValueType type = ValueType::kUnspecified;
  // For text and list: the values there are. Empty: any text. Facts with other
  // texts are taken; a condition that names another text is refused.
  std::vector<Option> options;
  // How people call it. Unset: the key.
  LocalText label;
  // Unit for people, such as "EUR/year". Unset: none.
  std::string unit;
  // For money: the ISO 4217 currency that conditions compare in. Amounts in
  // another currency are converted by the rate table, else they are missing.
  // Unset: the schema's currency.
  std::string currency;
  // Personal data: explanations may hide its value.
  bool personal = false;
  // Rules must not read it (such as age, sex or origin).
  bool not_for_scoring = false;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "key", &AttributeSpec::key},
        Field{2, "type", &AttributeSpec::type},
        Field{3, "options", &AttributeSpec::options},
        Field{4, "label", &AttributeSpec::label},
        Field{5, "unit", &AttributeSpec::unit},
        Field{6, "currency", &AttributeSpec::currency},
        Field{7, "personal", &AttributeSpec::personal},
        Field{8, "not_for_scoring", &AttributeSpec::not_for_scoring});
  }
};

// What happens to attributes and activity kinds that the schema does not have.
enum class UnknownAttributes : uint8_t {
  kUnspecified = 0,  // As kKeep.
  kKeep = 1,         // Not read; carried along when records are merged.
  kIgnore = 2,       // Not read; dropped when records are merged.
  kRefuse = 3,       // The record is refused.
};

template <>
struct EnumNames<UnknownAttributes> {
  static constexpr const char* kPrefix = "UNKNOWN_ATTRIBUTES_";
  static constexpr EnumName<UnknownAttributes> kNames[] = {
      {UnknownAttributes::kKeep, "keep"},
      {UnknownAttributes::kIgnore, "ignore"},
      {UnknownAttributes::kRefuse, "refuse"}};
};

struct Schema {
  std::vector<AttributeSpec> person;
  std::vector<AttributeSpec> company;
  std::vector<AttributeSpec> lead;
  std::vector<AttributeSpec> opportunity;
  // What activities may carry with them, for all kinds together.
  std::vector<AttributeSpec> activity;
  // The questions that answers may answer; key = question.
  std::vector<AttributeSpec> answer;
  // The kinds of activity there are, such as "download".
  std::vector<Option> activity_kinds;
  // The channels that contacts may come from, such as "trade_fair". Empty: any.
  std::vector<Option> channels;
  UnknownAttributes unknown_attributes = UnknownAttributes::kUnspecified;
  // The tenant's ISO 4217 currency, for money that declares no own one and for
  // the value of opportunities. Unset: money must declare its own.
  std::string currency;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "person", &Schema::person},
        Field{2, "company", &Schema::company}, Field{3, "lead", &Schema::lead},
        Field{4, "opportunity", &Schema::opportunity},
        Field{5, "activity", &Schema::activity},
        Field{6, "answer", &Schema::answer},
        Field{7, "activity_kinds", &Schema::activity_kinds},
        Field{8, "channels", &Schema::channels},
        Field{9, "unknown_attributes", &Schema::unknown_attributes},
        Field{10, "currency", &Schema::currency});
  }
};

// Adds what is wrong with `schema`: bad or repeated keys, missing types,
// options of attributes that are neither text nor list, money without a
// currency, texts that are no UTF-8, more than the limits allow.
void ValidateSchema(const Schema& schema, const FieldPath& path,
                    SpecIssues* issues);

// Whether `key` is lower case letters, digits and _, first a letter, and no
// longer than kMaxNameBytes.
bool IsKey(absl::string_view key);

// Checks shared by all specs: `text` is UTF-8 and within kMaxTextBytes.
void ValidateText(absl::string_view text, const FieldPath& path,
                  SpecIssues* issues);
void ValidateLabel(const LocalText& label, const FieldPath& path,
                   SpecIssues* issues);

}  // namespace lotse

#endif  // LOTSE_FACTS_SCHEMA_H_
