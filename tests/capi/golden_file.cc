// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Reads and writes golden files.
#include "tests/capi/golden_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace lotse {
namespace {

using Json = nlohmann::ordered_json;

// 64-bit integers stand in strings: not every language reads them as numbers.
int64_t Integer64(const Json& object, const char* key) {
  int64_t value = 0;
  if (object.contains(key) &&
      !absl::SimpleAtoi(object.at(key).get<std::string>(), &value)) {
    throw std::runtime_error(absl::StrCat(key, " is no integer"));
  }
  return value;
}

std::string Base64(const Json& object, const char* key) {
  std::string bytes;
  if (!absl::Base64Unescape(object.at(key).get<std::string>(), &bytes)) {
    throw std::runtime_error(absl::StrCat(key, " is no base64"));
  }
  return bytes;
}

GoldenCase CaseOf(const Json& json) {
  GoldenCase out;
  out.facts_json = json.at("facts").dump();
  out.facts = Base64(json, "facts_protobuf");
  out.as_of_micros = Integer64(json, "as_of_micros");
  out.language = json.at("language");
  out.previous_category = json.value("previous_category", "");
  out.previous_category_since_micros =
      Integer64(json, "previous_category_since_micros");
  const Json& expected = json.at("expected");
  out.status = expected.at("status");
  if (out.status != 0) {
    out.error_path = expected.at("error_path");
    return out;
  }
  out.report_json = expected.at("report").dump();
  out.report = Base64(expected, "report_protobuf");
  out.points_nano = Integer64(expected, "points_nano");
  out.has_probability = expected.contains("probability_bits");
  if (out.has_probability &&
      !absl::SimpleHexAtoi(expected.at("probability_bits").get<std::string>(),
                           &out.probability_bits)) {
    throw std::runtime_error("probability_bits is no hexadecimal number");
  }
  out.category = expected.at("category");
  out.veto = expected.at("veto");
  return out;
}

GoldenStory StoryOf(const Json& json) {
  GoldenStory out;
  out.name = json.at("name");
  out.facts_json = json.at("facts").dump();
  out.facts = Base64(json, "facts_protobuf");
  for (const Json& step : json.at("steps")) {
    GoldenStep& to = out.steps.emplace_back();
    to.now_micros = Integer64(step, "now_micros");
    if (step.contains("event")) {
      to.event_json = step.at("event").dump();
      to.event = Base64(step, "event_protobuf");
    }
    to.decision_json = step.at("decision").dump();
    to.decision = Base64(step, "decision_protobuf");
  }
  out.replay_json = json.at("replay").dump();
  out.replay = Base64(json, "replay_protobuf");
  return out;
}

Json JsonOf(const GoldenStory& story) {
  Json json;
  json["name"] = story.name;
  json["facts"] = Json::parse(story.facts_json);
  json["facts_protobuf"] = absl::Base64Escape(story.facts);
  for (const GoldenStep& step : story.steps) {
    Json& to = json["steps"].emplace_back();
    to["now_micros"] = absl::StrCat(step.now_micros);
    if (!step.event_json.empty()) {
      to["event"] = Json::parse(step.event_json);
      to["event_protobuf"] = absl::Base64Escape(step.event);
    }
    to["decision"] = Json::parse(step.decision_json);
    to["decision_protobuf"] = absl::Base64Escape(step.decision);
  }
  json["replay"] = Json::parse(story.replay_json);
  json["replay_protobuf"] = absl::Base64Escape(story.replay);
  return json;
}

Json JsonOf(const GoldenCase& golden) {
  Json json;
  json["as_of_micros"] = absl::StrCat(golden.as_of_micros);
  json["language"] = golden.language;
  if (!golden.previous_category.empty()) {
    json["previous_category"] = golden.previous_category;
    json["previous_category_since_micros"] =
        absl::StrCat(golden.previous_category_since_micros);
  }
  json["facts"] = Json::parse(golden.facts_json);
  json["facts_protobuf"] = absl::Base64Escape(golden.facts);
  Json& expected = json["expected"];
  expected["status"] = golden.status;
  if (golden.status != 0) {
    expected["error_path"] = golden.error_path;
    return json;
  }
  expected["points_nano"] = absl::StrCat(golden.points_nano);
  if (golden.has_probability) {
    expected["probability_bits"] =
        absl::StrCat(absl::Hex(golden.probability_bits, absl::kZeroPad16));
  }
  expected["category"] = golden.category;
  expected["veto"] = golden.veto;
  expected["report"] = Json::parse(golden.report_json);
  expected["report_protobuf"] = absl::Base64Escape(golden.report);
  return json;
}

}  // namespace

std::vector<std::string> GoldenPaths() {
  std::vector<std::string> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(LOTSE_GOLDEN_DIR)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

GoldenFile ReadGoldenFile(const std::string& path) {
  std::ifstream stream(path);
  const Json json = Json::parse(stream);
  GoldenFile file;
  file.name = json.at("name");
  file.about = json.at("about");
  file.spec_json = json.at("spec").dump();
  file.spec = Base64(json, "spec_protobuf");
  file.fingerprint = json.at("fingerprint");
  for (const Json& rate : json.at("rates")) {
    file.rates.push_back({rate.at("from"), rate.at("to"), rate.at("date_days"),
                          Integer64(rate, "rate_nano")});
  }
  for (const Json& golden : json.at("cases")) {
    file.cases.push_back(CaseOf(golden));
  }
  for (const Json& story : json.at("stories")) {
    file.stories.push_back(StoryOf(story));
  }
  return file;
}

namespace {

// A list with an item a line.
template <typename Item>
std::string LinesOf(const std::vector<Item>& items) {
  std::string out = "[\n";
  for (size_t i = 0; i < items.size(); ++i) {
    absl::StrAppend(&out, JsonOf(items[i]).dump(),
                    i + 1 < items.size() ? ",\n" : "\n");
  }
  return absl::StrCat(out, "]");
}

}  // namespace

std::string FormatGoldenFile(const GoldenFile& file) {
  Json rates = Json::array();
  for (const GoldenRate& rate : file.rates) {
    rates.push_back({{"from", rate.from},
                     {"to", rate.to},
                     {"date_days", rate.date_days},
                     {"rate_nano", absl::StrCat(rate.rate_nano)}});
  }
  return absl::StrCat("{\n\"name\": ", Json(file.name).dump(),
                      ",\n\"about\": ", Json(file.about).dump(),
                      ",\n\"spec\": ", Json::parse(file.spec_json).dump(),
                      ",\n\"spec_protobuf\": \"", absl::Base64Escape(file.spec),
                      "\",\n\"rates\": ", rates.dump(),
                      ",\n\"fingerprint\": \"", file.fingerprint,
                      "\",\n\"cases\": ", LinesOf(file.cases),
                      ",\n\"stories\": ", LinesOf(file.stories), "\n}\n");
}

}  // namespace lotse
