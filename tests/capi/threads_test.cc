// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What lotse.h tags [any-thread] runs on many threads at once; the thread
// sanitizer watches.
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/c/lotse.h"

namespace lotse {
namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 200;
constexpr char kLead[] =
    R"({"lead":{"id":"L-1","channel":"referral"},)"
    R"("company":{"attributes":{"employees":120,"industry":"software"}}})";

lotse_str StrOf(const std::string& text) { return {text.data(), text.size()}; }

template <typename Body>
void OnManyThreads(const Body& body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(body);
  for (std::thread& thread : threads) thread.join();
}

lotse_engine* BuildPreset() {
  lotse_buf spec;
  EXPECT_EQ(lotse_preset(StrOf("b2b"), LOTSE_FORMAT_PROTOBUF, &spec, nullptr),
            LOTSE_OK);
  lotse_engine* engine = nullptr;
  EXPECT_EQ(lotse_engine_build(
                lotse_str{reinterpret_cast<const char*>(spec.ptr), spec.len},
                nullptr, &engine, nullptr),
            LOTSE_OK);
  lotse_buf_release(&spec);
  return engine;
}

lotse_score_options JsonOptions() {
  lotse_score_options options;
  LOTSE_INIT(&options);
  options.facts_format = LOTSE_FORMAT_JSON;
  options.report_format = LOTSE_FORMAT_JSON;
  options.flags = LOTSE_SCORE_CONTRIBUTIONS;
  options.as_of_micros = 1795424400000000;
  return options;
}

TEST(Threads, ShareAnEngine) {
  lotse_engine* engine = BuildPreset();
  const lotse_score_options options = JsonOptions();
  const std::string lead = kLead;
  std::atomic<int> scored{0};
  OnManyThreads([&] {
    lotse_session* session = nullptr;
    EXPECT_EQ(lotse_session_new(&session, nullptr), LOTSE_OK);
    for (int i = 0; i < kRounds; ++i) {
      lotse_buf report;
      lotse_score_result result;
      result.struct_size = sizeof(result);
      EXPECT_EQ(lotse_score(engine, i % 2 == 0 ? session : nullptr, StrOf(lead),
                            &options, &report, nullptr),
                LOTSE_OK);
      EXPECT_EQ(lotse_score_numbers(engine, session, StrOf(lead), &options,
                                    &result, nullptr),
                LOTSE_OK);
      // company size 12, industry 8, channel 10
      EXPECT_EQ(result.points_nano, int64_t{30000000000});
      EXPECT_EQ(lotse_engine_fingerprint(engine).len, 32u);
      EXPECT_EQ(lotse_engine_category(engine, result.category).len, 4u);
      lotse_buf_release(&report);
      ++scored;
    }
    lotse_session_free(session);
  });
  EXPECT_EQ(scored, kThreads * kRounds);
  lotse_engine_free(engine);
}

TEST(Threads, BuildAndValidateAtOnce) {
  OnManyThreads([] {
    for (int i = 0; i < 5; ++i) {
      lotse_engine_free(BuildPreset());
      lotse_buf issues;
      size_t count = 0;
      const std::string spec =
          R"({"scoring":{"groups":[{"id":"g","when":"nobody = 1"}]}})";
      EXPECT_EQ(
          lotse_spec_validate(StrOf(spec), LOTSE_FORMAT_JSON, LOTSE_FORMAT_JSON,
                              &issues, &count, nullptr),
          LOTSE_OK);
      EXPECT_EQ(count, 1u);
      lotse_buf_release(&issues);
      EXPECT_EQ(lotse_spec_json_schema(&issues, nullptr), LOTSE_OK);
      lotse_buf_release(&issues);
    }
  });
}

TEST(Threads, ReadOneError) {
  lotse_error* err = nullptr;
  EXPECT_EQ(lotse_score(nullptr, nullptr, lotse_str{nullptr, 0}, nullptr,
                        nullptr, &err),
            LOTSE_INVALID_ARGUMENT);
  OnManyThreads([err] {
    EXPECT_EQ(lotse_error_code(err), LOTSE_INVALID_ARGUMENT);
    lotse_str path;
    EXPECT_EQ(lotse_error_issue(err, 0, &path, nullptr), LOTSE_OK);
    EXPECT_EQ(std::string(path.ptr, path.len), "engine");
  });
  lotse_error_free(err);
}

// Against its tag: the second caller is refused and nothing breaks.
TEST(Threads, OneSessionRefusesTheSecondCaller) {
  lotse_engine* engine = BuildPreset();
  lotse_session* session = nullptr;
  ASSERT_EQ(lotse_session_new(&session, nullptr), LOTSE_OK);
  const lotse_score_options options = JsonOptions();
  const std::string lead = kLead;
  OnManyThreads([&] {
    for (int i = 0; i < kRounds; ++i) {
      lotse_score_result result;
      result.struct_size = sizeof(result);
      const lotse_status status = lotse_score_numbers(
          engine, session, StrOf(lead), &options, &result, nullptr);
      if (status == LOTSE_OK) {
        EXPECT_EQ(result.points_nano, int64_t{30000000000});
      } else {
        EXPECT_EQ(status, LOTSE_FAILED_PRECONDITION);
      }
    }
  });
  lotse_session_free(session);
  lotse_engine_free(engine);
}

}  // namespace
}  // namespace lotse
