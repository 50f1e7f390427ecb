// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The golden cases of tests/testdata/golden, which every language runs: a spec
// with its rates, leads, and what comes out of them to the bit: scores, and the
// decisions of leads that go through a lifecycle. Their README
// says what the fields are.
//
//   for (const std::string& path : GoldenPaths()) {
//     const GoldenFile file = ReadGoldenFile(path);
//   }
#ifndef LOTSE_CAPI_GOLDEN_FILE_H_
#define LOTSE_CAPI_GOLDEN_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace lotse {

struct GoldenRate {
  std::string from;
  std::string to;
  int32_t date_days = 0;
  int64_t rate_nano = 0;
};

struct GoldenCase {
  // JSON and protobuf of the same lotse.v1.Facts.
  std::string facts_json;
  std::string facts;
  int64_t as_of_micros = 0;
  std::string language;
  std::string previous_category;
  int64_t previous_category_since_micros = 0;
  // What must come out: an error with its path, or a score.
  int32_t status = 0;
  std::string error_path;
  // JSON and protobuf of the lotse.v1.ScoreReport, contributions included.
  std::string report_json;
  std::string report;
  int64_t points_nano = 0;
  bool has_probability = false;
  uint64_t probability_bits = 0;
  int32_t category = -1;
  int32_t veto = -1;
};

// One decision of a story.
struct GoldenStep {
  // JSON and protobuf of the same lotse.v1.LeadEvent. Empty: time alone passes
  // (a tick).
  std::string event_json;
  std::string event;
  int64_t now_micros = 0;
  // JSON and protobuf of the lotse.v1.Decision.
  std::string decision_json;
  std::string decision;
};

// A lead that goes through the lifecycle. All facts are there from the
// beginning, each with its time. The first step has no state; each further one
// has that of the decision before.
struct GoldenStory {
  std::string name;
  std::string facts_json;
  std::string facts;
  std::vector<GoldenStep> steps;
  // What Replay of all events gives as of the last step.
  std::string replay_json;
  std::string replay;
};

struct GoldenFile {
  std::string name;
  std::string about;
  // JSON and protobuf of the same lotse.v1.EngineSpec.
  std::string spec_json;
  std::string spec;
  std::vector<GoldenRate> rates;
  std::string fingerprint;
  std::vector<GoldenCase> cases;
  std::vector<GoldenStory> stories;
};

// All files, in the order of their names.
std::vector<std::string> GoldenPaths();

// Throws if the file is broken.
GoldenFile ReadGoldenFile(const std::string& path);

// The text of the file, one case a line.
std::string FormatGoldenFile(const GoldenFile& file);

}  // namespace lotse

#endif  // LOTSE_CAPI_GOLDEN_FILE_H_
