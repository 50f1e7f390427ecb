// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/proto/json.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/limits.h"
#include "src/proto/boundary_structs.h"
#include "tests/proto/random_struct.h"
#include "tests/testing/random_source.h"

namespace lotse::proto {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

template <typename T>
std::string ErrorOf(const std::string& json) {
  const absl::StatusOr<T> result = FromJson<T>(json);
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument) << json;
  return std::string(result.status().message());
}

EngineSpec SmallSpec() {
  EngineSpec spec;
  spec.tenant = "acme";
  spec.schema.company.push_back({"employees", ValueType::kInteger});
  spec.schema.company.back().label.en = "Company size";
  spec.schema.company.push_back({"country", ValueType::kText});
  spec.schema.company.back().options = {{"DE"}, {"AT"}};
  spec.schema.company.back().label = {"", "Country", "Land"};
  Group fit;
  fit.id = "fit";
  fit.max = Points::FromNano(40500000000);
  fit.rules.push_back(
      {"size", Condition::FromText("employees >= 50"), Points::FromDouble(20)});
  BandTable table;
  table.id = "revenue";
  table.of = "revenue";
  table.bands.resize(2);
  table.bands[0].below.kind = Money{1000000000000, "EUR"};
  table.bands[1].from.kind = 2.0;
  fit.bands.push_back(table);
  spec.scoring.groups.push_back(fit);
  spec.scoring.categories = {{"cold"}, {"hot"}};
  spec.scoring.categories[1].from = Points();
  spec.scoring.categories[1].dwell = Duration::Days(14);
  return spec;
}

TEST(ToJson, CanonicalIsTheProto3Mapping) {
  EXPECT_EQ(
      ToJson(SmallSpec()),
      R"({"tenant":"acme","schema":{"company":[{"key":"employees","type":"VALUE_TYPE_INTEGER","label":{"en":"Company size"}},{"key":"country","type":"VALUE_TYPE_TEXT","options":[{"key":"DE"},{"key":"AT"}],"label":{"en":"Country","de":"Land"}}]},"scoring":{"groups":[{"id":"fit","max":40.5,"rules":[{"id":"size","when":{"text":"employees >= 50"},"points":20}],"bands":[{"id":"revenue","of":"revenue","bands":[{"below":{"money":{"micros":"1000000000000","currency":"EUR"}}},{"from":{"number":2}}]}]}],"categories":[{"id":"cold"},{"id":"hot","from":0,"dwell":"1209600s"}]}})");
}

TEST(ToJson, ReadableIsForPeople) {
  EXPECT_EQ(ToJson(SmallSpec(), JsonStyle::kReadable), R"({
  "tenant": "acme",
  "schema": {
    "company": [
      {
        "key": "employees",
        "type": "integer",
        "label": "Company size"
      },
      {
        "key": "country",
        "type": "text",
        "options": [
          {
            "key": "DE"
          },
          {
            "key": "AT"
          }
        ],
        "label": {
          "en": "Country",
          "de": "Land"
        }
      }
    ]
  },
  "scoring": {
    "groups": [
      {
        "id": "fit",
        "max": 40.5,
        "rules": [
          {
            "id": "size",
            "when": "employees >= 50",
            "points": 20
          }
        ],
        "bands": [
          {
            "id": "revenue",
            "of": "revenue",
            "bands": [
              {
                "below": {
                  "money": "1000000 EUR"
                }
              },
              {
                "from": 2.0
              }
            ]
          }
        ]
      }
    ],
    "categories": [
      {
        "id": "cold"
      },
      {
        "id": "hot",
        "from": 0,
        "dwell": "14 days"
      }
    ]
  }
}
)");
}

TEST(ToJson, ReadableAttributesAreAnObject) {
  Lead lead;
  lead.attributes.push_back({"employees", Value{int64_t{120}}});
  lead.attributes.push_back({"tags", Value{TextList{{"a", "b"}}}});
  lead.attributes.push_back({"none", Value{TextList{}}});
  lead.attributes.push_back({"unknown", Value{}});
  EXPECT_EQ(ToJson(lead, JsonStyle::kReadable), R"({
  "attributes": {
    "employees": 120,
    "tags": ["a", "b"],
    "none": [],
    "unknown": null
  }
}
)");
  EXPECT_EQ(*FromJson<Lead>(ToJson(lead, JsonStyle::kReadable)), lead);
}

TEST(ToJson, ReadableAttributesWithAHistoryAreAList) {
  Lead lead;
  lead.attributes.push_back({"size", Value{int64_t{1}}});
  lead.attributes.push_back(
      {"size", Value{int64_t{2}}, Instant::FromMicros(7)});
  EXPECT_EQ(*FromJson<Lead>(ToJson(lead, JsonStyle::kReadable)), lead);
}

TEST(ToJson, OfADefaultStructIsAnEmptyObject) {
  EXPECT_EQ(ToJson(EngineSpec()), "{}");
  EXPECT_EQ(ToJson(EngineSpec(), JsonStyle::kReadable), "{}\n");
}

TEST(ToJson, IsJsonEvenOfWhatIsRefused) {
  Lead lead;
  lead.id = "\xFF";
  lead.assessments.push_back({std::nan("")});
  lead.outcome.emplace().kind = static_cast<OutcomeKind>(77);
  EXPECT_EQ(ToJson(lead),
            "{\"id\":\"\uFFFD\",\"assessments\":[{\"probability\":\"NaN\"}],"
            "\"outcome\":{\"kind\":77}}");
  Value value;
  value.kind = std::numeric_limits<double>::infinity();
  EXPECT_EQ(ToJson(value, JsonStyle::kReadable),
            "{\n  \"number\": \"Infinity\"\n}\n");
}

template <typename T>
void ExpectRoundTrip(RandomSource* random) {
  const T value = MakeRandomStruct<T>(random);
  for (JsonStyle style : {JsonStyle::kCanonical, JsonStyle::kReadable}) {
    const std::string json = ToJson(value, style);
    const absl::StatusOr<T> read = FromJson<T>(json);
    ASSERT_TRUE(read.ok()) << read.status() << json;
    EXPECT_EQ(*read, value) << json;
    EXPECT_EQ(ToJson(*read, style), json);
  }
}

TEST(FromJson, ReadsWhatToJsonWroteInBothStyles) {
  for (uint64_t seed : RandomSeeds(100)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
#define LOTSE_EXPECT(name) ExpectRoundTrip<name>(&random);
    LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_EXPECT)
#undef LOTSE_EXPECT
    if (HasFailure()) return;
  }
}

template <typename T>
struct SameMeaning {
  const char* one;
  const char* other;
};

template <typename T>
void ExpectSame(const std::vector<SameMeaning<T>>& cases) {
  for (const SameMeaning<T>& c : cases) {
    const absl::StatusOr<T> one = FromJson<T>(c.one);
    ASSERT_TRUE(one.ok()) << c.one << " " << one.status();
    const absl::StatusOr<T> other = FromJson<T>(c.other);
    ASSERT_TRUE(other.ok()) << c.other << " " << other.status();
    EXPECT_EQ(*one, *other) << c.one << " " << c.other;
  }
}

TEST(FromJson, TakesBareValues) {
  ExpectSame<Value>(
      {{"true", R"({"boolean": true})"},
       {"12", R"({"integer": "12"})"},
       {"-9223372036854775808", R"({"integer": "-9223372036854775808"})"},
       {"2.5", R"({"number": 2.5})"},
       {"2.0", R"({"number": "2"})"},
       {"1e3", R"({"number": 1000})"},
       {"\"x\"", R"({"text": "x"})"},
       {"[\"a\"]", R"({"list": {"values": ["a"]}})"},
       {"[]", R"({"list": {}})"},
       {"null", "{}"},
       {R"({"text": null, "integer": 1})", "1"},
       {R"({"list": ["a"]})", "[\"a\"]"},
       {R"({"money": "12.5 EUR"})",
        R"({"money": {"micros": 12500000, "currency": "EUR"}})"},
       {R"({"time": "2026-11-23"})",
        R"({"time": "2026-11-23T01:00:00+01:00"})"}});
}

TEST(FromJson, TakesShorthands) {
  ExpectSame<EngineSpec>(
      {{R"({"scoring": {"groups": [{"when": "a = 1", "label": "Fit"}]}})",
        R"({"scoring": {"groups": [{"when": {"text": "a = 1"},
                                    "label": {"en": "Fit"}}]}})"},
       {R"({"schema": {"unknown_attributes": "refuse",
                       "person": [{"type": "text"}]}})",
        R"({"schema": {"unknownAttributes": "UNKNOWN_ATTRIBUTES_REFUSE",
                       "person": [{"type": 4}]}})"},
       {R"({"scoring": {"categories": [{"dwell": "2 days"}]}})",
        R"({"scoring": {"categories": [{"dwell": "172800s"}]}})"},
       {R"({"texts": ["a", {"en": "b"}]})",
        R"({"texts": [{"en": "a"}, {"en": "b"}]})"}});
  ExpectSame<Facts>(
      {{R"({"lead": {"attributes": {"employees": 120, "country": "DE"}}})",
        R"({"lead": {"attributes": [
             {"key": "employees", "value": {"integer": "120"}},
             {"key": "country", "value": {"text": "DE"}}]}})"},
       {R"({"lead": {"attributes": {"a": null, "b": {"date": "2026-11-23"}}}})",
        R"({"lead": {"attributes": [{"key": "a"},
             {"key": "b", "value": {"date": "2026-11-23"}}]}})"}});
  ExpectSame<Condition>({{"\"a = 1\"", R"({"text": "a = 1"})"}});
}

TEST(FromJson, TakesBothFormsOfNamesAndNumbers) {
  ExpectSame<Lead>({{R"({"person_id": "P"})", R"({"personId": "P"})"},
                    {R"({"assessments": [{"probability": "0.25"}]})",
                     R"({"assessments": [{"probability": 0.25}]})"}});
  ExpectSame<Money>({{R"({"micros": "12"})", R"({"micros": 12})"},
                     {R"({"micros": "1.2e1"})", R"({"micros": 12.0})"}});
}

TEST(FromJson, TakesNullForUnset) {
  ExpectSame<Facts>(
      {{R"({"lead": null, "persons": null, "company": null})", "{}"},
       {R"({"lead": {"id": null, "created_at": null, "outcome": null}})",
        R"({"lead": {}})"},
       {R"({"opportunity": {"expected_close": null}})",
        R"({"opportunity": {}})"}});
  EXPECT_TRUE(FromJson<Facts>(R"({"company": {}})")->company.has_value());
  EXPECT_FALSE(FromJson<Facts>(R"({"company": null})")->company.has_value());
}

TEST(FromJson, ReadsPointsAsTheWireDoes) {
  EXPECT_EQ(FromJson<Rule>(R"({"points": 0.1})")->points,
            Points::FromNano(100000000));
  EXPECT_EQ(FromJson<Rule>(R"({"points": -3999999.999999999})")->points,
            Points::FromNano(-3999999999999999));
}

struct BadJson {
  const char* json;
  const char* message;
};

TEST(FromJson, RefusesBadSpecs) {
  const BadJson kCases[] = {
      {R"({"scoring": {"groups": [{}, {"rulez": []}]}})",
       "scoring.groups[1]: Group has no field \"rulez\"; did you mean "
       "\"rules\"?"},
      {R"({"scorings": {}})",
       "EngineSpec has no field \"scorings\"; did you mean \"scoring\"?"},
      {R"({"qqqqqq": {}})", "EngineSpec has no field \"qqqqqq\""},
      {R"({"a b": 1})", "has a field that EngineSpec does not have"},
      {R"({"tenant": 5})", "tenant: must be a text: \"...\""},
      {R"({"schema": []})", "schema: must be an object {...}: a Schema"},
      {R"({"schema": {"person": {}}})", "schema.person: must be a list: [...]"},
      {R"({"schema": {"person": [null]}})",
       "schema.person[0]: must be an object {...}: a AttributeSpec"},
      {R"({"schema": {"person": [{"personal": "yes"}]}})",
       "schema.person[0].personal: must be true or false"},
      {R"({"schema": {"unknown_attributes": "drop"}})",
       "schema.unknown_attributes: must be one of \"keep\", \"ignore\", "
       "\"refuse\""},
      {R"({"schema": {"unknown_attributes": 9}})",
       "schema.unknown_attributes: must be one of \"keep\", \"ignore\", "
       "\"refuse\""},
      {R"({"scoring": {"base": "many"}})", "scoring.base: must be a number"},
      {R"({"scoring": {"base": true}})", "scoring.base: must be a number"},
      {R"({"scoring": {"base": "NaN"}})", "scoring.base: must be a number"},
      {R"({"scoring": {"base": "1e999"}})",
       "scoring.base: must be a finite number"},
      {R"({"scoring": {"max": 4000001}})",
       "scoring.max: must be from -4000000 to 4000000 points"},
      {R"({"scoring": {"groups": [{"when": 5}]}})",
       "scoring.groups[0].when: must be a condition: \"employees >= 50\", or "
       "an object"},
      {R"({"scoring": {"groups": [{"label": []}]}})",
       "scoring.groups[0].label: must be a text, or an object such as {\"en\": "
       "\"...\"}"},
      {R"({"scoring": {"groups": [{"id": "a", "id": "b"}]}})",
       "scoring.groups[0].id: is given twice"},
      {R"({"schema": {"activityKinds": [], "activity_kinds": []}})",
       "schema.activity_kinds: is given twice"},
      {R"({"scoring": {"groups": [{"when": {"text": "a", "all_of": {}}}]}})",
       "scoring.groups[0].when.all_of: is given beside another kind: only one "
       "may be given"},
      {R"({"scoring": {"categories": [{"dwell": "soon"}]}})",
       "scoring.categories[0].dwell: must be a duration of at most 3652500 "
       "days, such as \"30 days\" or \"1.5s\""},
      {"[]", "must be an object {...}: a EngineSpec"},
      {"null", "must be an object {...}: a EngineSpec"},
      {"{\n  \"tenant\": \"a\",\n  \"schema\": {,}\n}",
       "line 3, column 14: this is not valid JSON here; look for a missing "
       "comma, quote or bracket"}};
  for (const BadJson& c : kCases) {
    EXPECT_EQ(ErrorOf<EngineSpec>(c.json), c.message) << c.json;
  }
}

TEST(FromJson, RefusesBadFacts) {
  const BadJson kCases[] = {
      {R"({"lead": {"created_at": "yesterday"}})",
       "lead.created_at: not a time: write RFC 3339 with an offset, such as "
       "2026-11-23T10:00:00+01:00 or 2026-11-23T09:00:00Z"},
      {R"({"lead": {"created_at": 5}})",
       "lead.created_at: not a time: write RFC 3339 with an offset, such as "
       "2026-11-23T10:00:00+01:00 or 2026-11-23T09:00:00Z"},
      {R"({"opportunity": {"expected_close": "2026-02-30"}})",
       "opportunity.expected_close: there is no such day: write "
       "year-month-day, such as 2026-11-23"},
      {R"({"lead": {"attributes": {"a": 1, "a": 2}}})",
       "lead.attributes[1]: has the key of an earlier attribute; write a list "
       "of attributes with \"since\" for a history"},
      {R"({"lead": {"attributes": {"a": [1]}}})",
       "lead.attributes[0].value.list.values[0]: must be a text: \"...\""},
      {R"({"lead": {"attributes": {"a": 9223372036854775808}}})",
       "lead.attributes[0].value: must be a whole number of 64 bits"},
      {R"({"lead": {"attributes": {"a": {"integer": 1.5}}}})",
       "lead.attributes[0].value.integer: must be a whole number of 64 bits"},
      {R"({"lead": {"attributes": {"a": {"number": "Infinity"}}}})",
       "lead.attributes[0].value.number: must be a number"},
      {R"({"lead": {"attributes": {"a": {"list": 1}}}})",
       "lead.attributes[0].value.list: must be a list of texts: [\"...\"]"},
      {R"({"lead": {"attributes": {"a": {"money": "5 Euro"}}}})", nullptr},
      {R"({"lead": {"attributes": {"a": {"money": 5}}}})",
       "lead.attributes[0].value.money: must be money: \"12.5 EUR\", or an "
       "object"},
      {R"({"lead": {"attributes": 5}})",
       "lead.attributes: must be a list: [...]"}};
  for (const BadJson& c : kCases) {
    const std::string error = ErrorOf<Facts>(c.json);
    if (c.message != nullptr) {
      EXPECT_EQ(error, c.message) << c.json;
    }
  }
}

TEST(FromJson, NeverQuotesValues) {
  for (const char* json :
       {R"({"lead": {"created_at": "secret"}})",
        R"({"opportunity": {"expected_close": "secret"}})",
        R"({"lead": {"attributes": {"secret": 1, "secret": 2}}})",
        R"({"lead": {"attributes": {"a": {"money": "secret"}}}})",
        R"({"lead": {"outcome": {"kind": "secret"}}})",
        R"({"lead": {"secret 123": 1}})", R"({"lead": secret})"}) {
    EXPECT_THAT(ErrorOf<Facts>(json), Not(HasSubstr("secret"))) << json;
  }
}

std::string NestedConditions(size_t levels) {
  std::string json;
  for (size_t i = 0; i < levels; ++i) json += R"({"none_of":{"conditions":[)";
  json += "\"x\"";
  for (size_t i = 0; i < levels; ++i) json += "]}}";
  return json;
}

TEST(FromJson, RefusesDeepNesting) {
  constexpr size_t kAllowed = kMaxDepth / 2;
  const absl::StatusOr<Condition> deep =
      FromJson<Condition>(NestedConditions(kAllowed));
  ASSERT_TRUE(deep.ok()) << deep.status();
  EXPECT_THAT(ErrorOf<Condition>(NestedConditions(kAllowed + 1)),
              HasSubstr("is nested deeper than 64 levels"));
  EXPECT_THAT(ErrorOf<Condition>(NestedConditions(20000)),
              HasSubstr("is nested deeper than 64 levels"));
}

TEST(FromJson, RefusesMoreThanTheLimits) {
  EXPECT_EQ(ErrorOf<Lead>(absl::StrCat(
                "{\"id\": \"", std::string(kMaxTextBytes + 1, 'x'), "\"}")),
            "id: has more than 1048576 bytes of text");
  EXPECT_EQ(ErrorOf<Lead>(std::string(kMaxRecordBytes + 1, ' ')),
            "has more than 67108864 bytes: split the input");
  std::string json = "{\"persons\": [{}";
  while (json.size() < kMaxRecordBytes - 10) json += ",{}";
  EXPECT_EQ(ErrorOf<Facts>(json + "]}"),
            "has too many values: split the input");
}

TEST(FromJson, TakesAnyTextWithoutHarm) {
  for (uint64_t seed : RandomSeeds(200)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    std::string json =
        ToJson(MakeRandomStruct<EngineSpec>(&random), JsonStyle::kReadable);
    for (int change = 0; change < 20; ++change) {
      json[random.Below(json.size())] = static_cast<char>(random.Below(256));
      const absl::StatusOr<EngineSpec> spec = FromJson<EngineSpec>(
          absl::string_view(json).substr(0, random.Below(json.size() + 1)));
      if (spec.ok()) {
        EXPECT_EQ(*FromJson<EngineSpec>(ToJson(*spec)), *spec);
      }
    }
  }
}

}  // namespace
}  // namespace lotse::proto
