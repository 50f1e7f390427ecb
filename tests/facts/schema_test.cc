// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/schema.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "lotse/facts/built_in_facts.h"
#include "tests/testing/spec_paths.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

AttributeSpec Attribute(std::string key, ValueType type) {
  AttributeSpec attribute;
  attribute.key = std::move(key);
  attribute.type = type;
  return attribute;
}

Schema GoodSchema() {
  Schema schema;
  schema.currency = "EUR";
  schema.person = {Attribute("name", ValueType::kText)};
  schema.company = {Attribute("employees", ValueType::kInteger),
                    Attribute("revenue", ValueType::kMoney),
                    Attribute("industry", ValueType::kText)};
  schema.company[2].options = {Option{"it", {}, false},
                               Option{"IT & More", {}, true}};
  schema.activity = {Attribute("asset", ValueType::kText)};
  schema.answer = {Attribute("budget", ValueType::kText)};
  schema.activity_kinds = {Option{"download", {}, false}};
  schema.channels = {Option{"web", {}, false}};
  return schema;
}

TEST(ValidateSchema, AcceptsWhatIsRight) {
  SpecIssues issues;
  ValidateSchema(GoodSchema(), FieldPath("schema"), &issues);
  ValidateSchema(Schema(), FieldPath("schema"), &issues);
  EXPECT_THAT(IssuesOf(issues), IsEmpty());
}

TEST(ValidateSchema, NamesWhatIsWrongByItsPath) {
  const char* kKey =
      "is no key: use lower case letters, digits and _, first a letter";
  const struct {
    std::function<void(Schema*)> change;
    std::string expected;
  } kCases[] = {
      {[](Schema* s) { s->company[0].key = ""; },
       absl::StrCat("schema.company[0].key: ", kKey)},
      {[](Schema* s) { s->company[0].key = "Employees"; },
       absl::StrCat("schema.company[0].key: ", kKey)},
      {[](Schema* s) { s->company[0].key = "a.b"; },
       absl::StrCat("schema.company[0].key: ", kKey)},
      {[](Schema* s) { s->company[0].key = std::string(257, 'a'); },
       absl::StrCat("schema.company[0].key: ", kKey)},
      {[](Schema* s) { s->company[1].key = "employees"; },
       "schema.company[1].key: stands twice"},
      {[](Schema* s) { s->lead = {Attribute("offer", ValueType::kText)}; },
       "schema.lead[0].key: \"offer\" is built in: every lead has it already"},
      {[](Schema* s) {
         s->opportunity = {Attribute("value", ValueType::kMoney)};
       },
       "schema.opportunity[0].key: \"value\" is built in: every opportunity "
       "has it already"},
      {[](Schema* s) { s->activity[0].key = "channel"; },
       "schema.activity[0].key: \"channel\" is built in: every activity has "
       "it already"},
      {[](Schema* s) { s->company[0].type = ValueType::kUnspecified; },
       "schema.company[0].type: is missing: use boolean, integer, number, "
       "text, time, date, list or money"},
      {[](Schema* s) { s->company[0].type = static_cast<ValueType>(9); },
       "schema.company[0].type: is missing: use boolean, integer, number, "
       "text, time, date, list or money"},
      {[](Schema* s) {
         s->company[0].options = {Option{"x", {}, false}};
       },
       "schema.company[0].options: only a text or a list has options"},
      {[](Schema* s) { s->company[2].options[1].key = "it"; },
       "schema.company[2].options[1].key: stands twice"},
      {[](Schema* s) { s->company[2].options[1].key = ""; },
       "schema.company[2].options[1].key: is empty"},
      {[](Schema* s) { s->company[2].options[1].key = "\xff"; },
       "schema.company[2].options[1].key: must be UTF-8 of at most 256 bytes"},
      {[](Schema* s) { s->company[2].options[1].key = std::string(257, 'x'); },
       "schema.company[2].options[1].key: must be UTF-8 of at most 256 bytes"},
      {[](Schema* s) { s->company[2].options[0].label.de = "\xff"; },
       "schema.company[2].options[0].label.de: is no valid UTF-8"},
      {[](Schema* s) {
         s->company[0].label.other = {{"", "x"}};
       },
       "schema.company[0].label.other[0].language: is empty"},
      {[](Schema* s) {
         s->company[0].label.other = {{"de", "x"}};
       },
       "schema.company[0].label.other[0].language: stands twice"},
      {[](Schema* s) {
         s->company[0].label.other = {{"fr", ""}, {"fr", ""}};
       },
       "schema.company[0].label.other[1].language: stands twice"},
      {[](Schema* s) { s->company[0].unit = "\xc3"; },
       "schema.company[0].unit: is no valid UTF-8"},
      {[](Schema* s) { s->company[0].currency = "EUR"; },
       "schema.company[0].currency: only money has a currency"},
      {[](Schema* s) { s->company[1].currency = "euro"; },
       "schema.company[1].currency: is no ISO 4217 code, such as EUR"},
      {[](Schema* s) { s->currency = ""; },
       "schema.company[1].currency: is missing: money needs a currency here "
       "or in the schema"},
      {[](Schema* s) { s->currency = "Euro"; },
       "schema.currency: is no ISO 4217 code, such as EUR"},
      {[](Schema* s) { s->activity_kinds[0].key = "Down Load"; },
       absl::StrCat("schema.activity_kinds[0].key: ", kKey)},
      {[](Schema* s) { s->channels.push_back(s->channels[0]); },
       "schema.channels[1].key: stands twice"},
      {[](Schema* s) {
         s->unknown_attributes = static_cast<UnknownAttributes>(4);
       },
       "schema.unknown_attributes: is unknown: use keep, ignore or refuse"},
  };
  for (const auto& c : kCases) {
    Schema schema = GoodSchema();
    c.change(&schema);
    SpecIssues issues;
    ValidateSchema(schema, FieldPath("schema"), &issues);
    EXPECT_THAT(IssuesOf(issues), ElementsAre(c.expected));
    SpecIssues from_root;
    ValidateSchema(schema, FieldPath(), &from_root);
    EXPECT_TRUE(HasPath(schema, from_root.list().at(0).path)) << c.expected;
  }
}

TEST(ValidateSchema, ReportsEverythingAtOnce) {
  Schema schema;
  schema.person = {Attribute("", ValueType::kUnspecified)};
  schema.answer = {Attribute("a", ValueType::kMoney)};
  schema.currency = "x";
  SpecIssues issues;
  ValidateSchema(schema, FieldPath("schema"), &issues);
  EXPECT_THAT(PathsOf(issues),
              ElementsAre("schema.person[0].key", "schema.person[0].type",
                          "schema.currency"));
}

TEST(ValidateSchema, CountsAttributesAndOptions) {
  Schema schema;
  for (size_t i = 0; i < kMaxAttributes; ++i) {
    schema.company.push_back(Attribute(absl::StrCat("a", i), ValueType::kText));
  }
  for (size_t i = 0; i < kMaxOptions; ++i) {
    schema.company[0].options.push_back({absl::StrCat(i), {}, false});
  }
  SpecIssues issues;
  ValidateSchema(schema, FieldPath("schema"), &issues);
  EXPECT_THAT(IssuesOf(issues), IsEmpty());
  schema.company[0].options.push_back({"x", {}, false});
  ValidateSchema(schema, FieldPath("schema"), &issues);
  EXPECT_THAT(IssuesOf(issues),
              ElementsAre("schema.company[0].options: has more than 100000 "
                          "entries"));
  schema.company.push_back(Attribute("x", ValueType::kText));
  SpecIssues more;
  ValidateSchema(schema, FieldPath("schema"), &more);
  EXPECT_THAT(IssuesOf(more),
              ElementsAre("schema.company: has more than 10000 entries"));
}

TEST(ValidateText, HasALimit) {
  SpecIssues issues;
  std::string text(kMaxTextBytes, 'x');
  ValidateText(text, FieldPath("t"), &issues);
  EXPECT_TRUE(issues.empty());
  ValidateText(text + "x", FieldPath("t"), &issues);
  EXPECT_THAT(IssuesOf(issues), ElementsAre("t: has more than 1048576 bytes"));
}

TEST(IsKey, IsAShortLowerCaseName) {
  for (const char* good : {"a", "a_1", "employees", "z9_"}) {
    EXPECT_TRUE(IsKey(good)) << good;
  }
  for (const char* bad :
       {"", "1a", "_a", "A", "aB", "a-b", "a b", "a.b", "\xc3\xa4"}) {
    EXPECT_FALSE(IsKey(bad)) << bad;
  }
  EXPECT_TRUE(IsKey(std::string(kMaxNameBytes, 'a')));
  EXPECT_FALSE(IsKey(std::string(kMaxNameBytes + 1, 'a')));
}

}  // namespace
}  // namespace lotse
