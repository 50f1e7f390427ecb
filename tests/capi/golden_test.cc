// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The golden cases through the C++ row, the C API with protobuf and the C API
// with JSON, and the stories through the latter two (write_golden_cases tells
// them in C++): the same bits each time. ctest runs it once more with plain
// vector instructions, without a time zone database and with a decimal comma.
#include <clocale>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/bytes.h"
#include "nlohmann/json.hpp"
#include "tests/capi/c_fixture.h"
#include "tests/capi/golden_file.h"

namespace lotse {
namespace {

uint64_t BitsOf(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

class Golden : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    const char* locale = std::getenv("LOTSE_TEST_LOCALE");
    if (locale == nullptr) return;
    ASSERT_NE(std::setlocale(LC_ALL, locale), nullptr) << locale;
    ASSERT_STREQ(std::localeconv()->decimal_point, ",");
  }
  void SetUp() override { file_ = ReadGoldenFile(GetParam()); }

  lotse_engine* BuildThroughC(const std::string& spec, int32_t format) const {
    std::vector<lotse_exchange_rate> rates;
    for (const GoldenRate& rate : file_.rates) {
      rates.push_back({StrOf(rate.from), StrOf(rate.to), rate.rate_nano,
                       rate.date_days, 0});
    }
    lotse_engine_options options;
    LOTSE_INIT(&options);
    options.spec_format = format;
    options.rates = rates.data();
    options.rates_len = rates.size();
    lotse_engine* engine = nullptr;
    EXPECT_EQ(lotse_engine_build(StrOf(spec), &options, &engine, nullptr),
              LOTSE_OK);
    const lotse_str fingerprint = lotse_engine_fingerprint(engine);
    EXPECT_EQ(std::string(fingerprint.ptr, fingerprint.len), file_.fingerprint);
    return engine;
  }

  static lotse_score_options OptionsFor(const GoldenCase& golden,
                                        int32_t format) {
    lotse_score_options options;
    LOTSE_INIT(&options);
    options.flags = LOTSE_SCORE_CONTRIBUTIONS;
    options.facts_format = format;
    options.report_format = format;
    options.as_of_micros = golden.as_of_micros;
    options.language = StrOf(golden.language);
    options.previous_category = StrOf(golden.previous_category);
    options.previous_category_since_micros =
        golden.previous_category_since_micros;
    return options;
  }

  // Runs all cases through the C API in one format.
  void RunThroughC(int32_t format) {
    const bool json = format == LOTSE_FORMAT_JSON;
    lotse_engine* engine =
        BuildThroughC(json ? file_.spec_json : file_.spec, format);
    lotse_session* session = nullptr;
    ASSERT_EQ(lotse_session_new(&session, nullptr), LOTSE_OK);
    for (size_t i = 0; i < file_.cases.size(); ++i) {
      SCOPED_TRACE(i);
      const GoldenCase& golden = file_.cases[i];
      const lotse_score_options options = OptionsFor(golden, format);
      const lotse_str facts = StrOf(json ? golden.facts_json : golden.facts);
      lotse_buf out;
      lotse_error* err = nullptr;
      ASSERT_EQ(lotse_score(engine, session, facts, &options, &out, &err),
                golden.status);
      EXPECT_EQ(TextOf(lotse_error_path(err)), golden.error_path);
      lotse_error_free(err);
      ExpectSame(json && golden.status == LOTSE_OK, TakeBuf(&out),
                 golden.report, golden.report_json);
      lotse_score_result result;
      result.struct_size = sizeof(result);
      ASSERT_EQ(lotse_score_numbers(engine, session, facts, &options, &result,
                                    nullptr),
                golden.status);
      EXPECT_EQ(result.points_nano, golden.points_nano);
      EXPECT_EQ(result.category, golden.category);
      EXPECT_EQ(result.veto, golden.veto);
      EXPECT_EQ((result.flags & LOTSE_RESULT_HAS_PROBABILITY) != 0,
                golden.has_probability);
      EXPECT_EQ(BitsOf(result.probability), golden.probability_bits);
    }
    lotse_session_free(session);
    lotse_engine_free(engine);
  }

  // Runs all stories through the C API in one format.
  void TellThroughC(int32_t format) {
    const bool json = format == LOTSE_FORMAT_JSON;
    lotse_engine* engine =
        BuildThroughC(json ? file_.spec_json : file_.spec, format);
    lotse_session* session = nullptr;
    ASSERT_EQ(lotse_session_new(&session, nullptr), LOTSE_OK);
    lotse_decide_options options;
    LOTSE_INIT(&options);
    options.input_format = format;
    options.output_format = format;
    for (const GoldenStory& story : file_.stories) {
      SCOPED_TRACE(story.name);
      const std::string& facts = json ? story.facts_json : story.facts;
      std::string state;
      std::vector<std::string> log;
      for (const GoldenStep& step : story.steps) {
        options.now_micros = step.now_micros;
        const std::string& event = json ? step.event_json : step.event;
        if (!step.event.empty()) log.push_back(event);
        lotse_buf out;
        ASSERT_EQ(
            step.event.empty()
                ? lotse_tick(engine, session, StrOf(facts), StrOf(state),
                             &options, &out, nullptr)
                : lotse_decide(engine, session, StrOf(facts), StrOf(state),
                               StrOf(event), &options, &out, nullptr),
            LOTSE_OK);
        const std::string decision = TakeBuf(&out);
        ExpectSame(json, decision, step.decision, step.decision_json);
        // The state, as the host would have stored it.
        state =
            json ? nlohmann::json::parse(decision).at("state").dump()
                 : proto::ToBytes(proto::FromBytes<Decision>(decision)->state);
      }
      std::vector<lotse_str> events;
      for (const std::string& event : log) events.push_back(StrOf(event));
      lotse_buf out;
      ASSERT_EQ(lotse_replay(engine, session, StrOf(facts), events.data(),
                             events.size(), &options, &out, nullptr),
                LOTSE_OK);
      ExpectSame(json, TakeBuf(&out), story.replay, story.replay_json);
    }
    lotse_session_free(session);
    lotse_engine_free(engine);
  }

  static void ExpectSame(bool json, const std::string& actual,
                         const std::string& bytes, const std::string& text) {
    if (json) {
      EXPECT_EQ(nlohmann::json::parse(actual), nlohmann::json::parse(text));
    } else {
      EXPECT_EQ(actual, bytes);
    }
  }

  GoldenFile file_;
};

TEST_P(Golden, ThroughTheRow) {
  RateTable rates;
  for (const GoldenRate& rate : file_.rates) {
    rates.rates.push_back(
        {rate.from, rate.to, Date::FromDays(rate.date_days), rate.rate_nano});
  }
  const absl::StatusOr<EngineSpec> spec =
      proto::FromBytes<EngineSpec>(file_.spec);
  ASSERT_TRUE(spec.ok()) << spec.status();
  const absl::StatusOr<Engine> engine = CompileEngine(*spec, {rates});
  ASSERT_TRUE(engine.ok()) << engine.status();
  EXPECT_EQ(engine->fingerprint().ToString(), file_.fingerprint);
  EngineScratch scratch;
  for (size_t i = 0; i < file_.cases.size(); ++i) {
    SCOPED_TRACE(i);
    const GoldenCase& golden = file_.cases[i];
    if (golden.status != 0) continue;
    const Instant as_of = Instant::FromMicros(golden.as_of_micros);
    const absl::StatusOr<Facts> facts = proto::FromBytes<Facts>(golden.facts);
    ASSERT_TRUE(facts.ok()) << facts.status();
    const absl::StatusOr<LeadView> row =
        engine->binder().Bind(*facts, as_of, &scratch.bind);
    ASSERT_TRUE(row.ok()) << row.status();
    EvaluateOptions options;
    options.memory.category =
        engine->scorer().FindCategory(golden.previous_category);
    options.memory.since =
        Instant::FromMicros(golden.previous_category_since_micros);
    const struct Score score =
        engine->scorer().Evaluate(*row, as_of, options, &scratch.score);
    EXPECT_EQ(score.points.nano(), golden.points_nano);
    EXPECT_EQ(score.category, golden.category);
    EXPECT_EQ(score.veto, golden.veto);
    EXPECT_EQ(score.probability.has_value(), golden.has_probability);
    EXPECT_EQ(BitsOf(score.probability.value_or(0)), golden.probability_bits);
  }
}

TEST_P(Golden, ThroughTheCApiAsProtobuf) { RunThroughC(LOTSE_FORMAT_PROTOBUF); }

TEST_P(Golden, ThroughTheCApiAsJson) { RunThroughC(LOTSE_FORMAT_JSON); }

TEST_P(Golden, StoriesThroughTheCApiAsProtobuf) {
  TellThroughC(LOTSE_FORMAT_PROTOBUF);
}

TEST_P(Golden, StoriesThroughTheCApiAsJson) { TellThroughC(LOTSE_FORMAT_JSON); }

// The name of a file without folder and ending.
std::string NameOf(const testing::TestParamInfo<std::string>& file) {
  const size_t slash = file.param.rfind('/') + 1;
  return file.param.substr(slash, file.param.rfind('.') - slash);
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(GoldenPaths()),
                         NameOf);

}  // namespace
}  // namespace lotse
