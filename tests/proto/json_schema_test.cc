// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Also validates documents against the schema with Python's jsonschema, where
// that is installed.
#include "lotse/proto/json_schema.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/proto/json.h"
#include "nlohmann/json.hpp"
#include "src/proto/boundary_structs.h"
#include "tests/proto/random_struct.h"
#include "tests/testing/random_source.h"

namespace lotse::proto {
namespace {

using Json = nlohmann::json;

TEST(EngineSpecJsonSchema, DescribesEngineSpec) {
  const Json schema = Json::parse(EngineSpecJsonSchema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["$ref"], "#/$defs/EngineSpec");
  const Json& rule = schema["$defs"]["Rule"];
  EXPECT_EQ(rule["description"], "Gives points when a condition holds.");
  EXPECT_EQ(rule["additionalProperties"], false);
  EXPECT_EQ(rule["properties"]["points"]["description"],
            "Points; may be negative. Unset: 0.");
  EXPECT_EQ(rule["properties"]["when"]["$ref"], "#/$defs/Condition");
  EXPECT_EQ(schema["$defs"]["Condition"]["anyOf"][0]["type"], "string");
}

TEST(EngineSpecJsonSchema, DefinesWhatItRefersTo) {
  const Json schema = Json::parse(EngineSpecJsonSchema());
  const Json flat = schema.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (pointer.size() < 5 || pointer.substr(pointer.size() - 5) != "/$ref") {
      continue;
    }
    const std::string name = value;
    EXPECT_TRUE(schema.contains(Json::json_pointer(name.substr(1)))) << name;
  }
}

// What python says to `script` with the arguments.
int RunPython(const std::string& script, const std::string& folder) {
  return std::system(
      absl::StrCat("python3 -c '", script, "' ", folder).c_str());
}

void WriteFile(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

TEST(EngineSpecJsonSchema, TakesWhatFromJsonTakes) {
  if (RunPython("import jsonschema; jsonschema.Draft202012Validator", "") !=
      0) {
    GTEST_SKIP() << "python3-jsonschema is not installed";
  }
  Json documents = Json::array();
  for (uint64_t seed : RandomSeeds(20)) {
    RandomSource random(seed);
    const EngineSpec spec = MakeRandomStruct<EngineSpec>(&random);
    for (JsonStyle style : {JsonStyle::kCanonical, JsonStyle::kReadable}) {
      documents.push_back(
          {{"good", true}, {"json", Json::parse(ToJson(spec, style))}});
    }
  }
  for (const char* bad :
       {"[]", R"({"scorings": {}})", R"({"tenant": 5})",
        R"({"schema": {"person": {}}})",
        R"({"schema": {"person": [{"type": "texts"}]}})",
        R"({"scoring": {"base": "many"}})", R"({"scoring": {"max": 4000001}})",
        R"({"scoring": {"groups": [{"when": 5}]}})",
        R"({"scoring": {"groups": [{"when": {"text": "a", "all_of": {}}}]}})",
        R"({"scoring": {"categories": [{"dwell": "soon"}]}})",
        R"({"scoring": {"groups": [{"bands": [{"bands": [
             {"from": {"money": {"micros": "x"}}}]}]}]}})"}) {
    EXPECT_FALSE(FromJson<EngineSpec>(bad).ok()) << bad;
    documents.push_back({{"good", false}, {"json", Json::parse(bad)}});
  }
  const std::string folder = ::testing::TempDir();
  WriteFile(folder + "/schema.json", EngineSpecJsonSchema());
  WriteFile(folder + "/documents.json", documents.dump());
  EXPECT_EQ(RunPython(R"(
import json, jsonschema, sys
schema = json.load(open(sys.argv[1] + "/schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for document in json.load(open(sys.argv[1] + "/documents.json")):
  if validator.is_valid(document["json"]) != document["good"]:
    sys.exit(json.dumps(document))
)",
                      folder),
            0);
}

}  // namespace
}  // namespace lotse::proto
