// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C API against callers and input that mean no good: every call answers
// with a status, gives nothing on failure, and never with a value of a person.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/presets.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/bytes.h"

namespace lotse {
namespace {

constexpr int64_t kAsOf = 1795424400000000;

lotse_str StrOf(const std::string& text) { return {text.data(), text.size()}; }

std::string TextOf(lotse_str text) {
  return text.ptr == nullptr ? "" : std::string(text.ptr, text.len);
}

class HostileInput : public testing::Test {
 protected:
  HostileInput() {
    spec_ = proto::ToBytes(*Preset("b2b"));
    EXPECT_EQ(lotse_engine_build(StrOf(spec_), nullptr, &engine_, nullptr),
              LOTSE_OK);
    EXPECT_EQ(lotse_session_new(&session_, nullptr), LOTSE_OK);
    LOTSE_INIT(&options_);
    options_.as_of_micros = kAsOf;
    Facts facts;
    facts.lead.id = "L-1";
    facts.lead.channel = "referral";
    facts.company.emplace().attributes.push_back({"employees"});
    facts.company->attributes[0].value.kind = int64_t{120};
    facts.persons.emplace_back().activities.push_back(
        {"a", "download", Instant::FromMicros(kAsOf - 1)});
    facts_ = proto::ToBytes(facts);
  }
  ~HostileInput() override {
    lotse_session_free(session_);
    lotse_engine_free(engine_);
  }

  // Scores in both ways, which must agree on the status, and returns it; the
  // path of the error goes to path_.
  lotse_status Score(lotse_str facts) {
    lotse_error* err = nullptr;
    lotse_buf out;
    const lotse_status status =
        lotse_score(engine_, session_, facts, &options_, &out, &err);
    path_ = TextOf(lotse_error_path(err));
    EXPECT_EQ(err == nullptr, status == LOTSE_OK);
    EXPECT_EQ(out.release == nullptr, status != LOTSE_OK);
    EXPECT_EQ(lotse_error_code(err), status);
    lotse_error_free(err);
    lotse_buf_release(&out);
    lotse_score_result result;
    result.struct_size = sizeof(result);
    EXPECT_EQ(lotse_score_numbers(engine_, session_, facts, &options_, &result,
                                  nullptr),
              status);
    if (status != LOTSE_OK) {
      EXPECT_EQ(result.points_nano, 0);
      EXPECT_EQ(result.category, -1);
    }
    return status;
  }
  lotse_status Score(const std::string& facts) { return Score(StrOf(facts)); }

  std::string spec_, facts_, path_;
  lotse_engine* engine_ = nullptr;
  lotse_session* session_ = nullptr;
  lotse_score_options options_;
};

TEST_F(HostileInput, EveryTruncationIsRefusedOrRead) {
  ASSERT_EQ(Score(facts_), LOTSE_OK);
  for (size_t size = 0; size < facts_.size(); ++size) {
    // A copy of its own, so that a sanitizer sees a read beyond the end.
    const std::vector<char> bytes(facts_.begin(),
                                  facts_.begin() + static_cast<long>(size));
    const lotse_status status = Score(lotse_str{bytes.data(), size});
    EXPECT_TRUE(status == LOTSE_OK || status == LOTSE_INVALID_ARGUMENT);
  }
  for (size_t size = 0; size < spec_.size(); size += 7) {
    lotse_engine* engine = nullptr;
    const lotse_status status = lotse_engine_build(
        lotse_str{spec_.data(), size}, nullptr, &engine, nullptr);
    EXPECT_EQ(engine != nullptr, status == LOTSE_OK);
    lotse_engine_free(engine);
  }
}

TEST_F(HostileInput, EveryFlippedByteIsRefusedOrRead) {
  for (size_t i = 0; i < facts_.size(); ++i) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      std::string bytes = facts_;
      bytes[i] = static_cast<char>(bytes[i] ^ flip);
      const lotse_status status = Score(bytes);
      EXPECT_TRUE(status == LOTSE_OK || status == LOTSE_INVALID_ARGUMENT);
    }
  }
}

TEST_F(HostileInput, RefusesTenThousandLevels) {
  // EngineSpec.scoring.groups[0].when as all_of in all_of in ...
  std::string json = R"({"scoring":{"groups":[{"id":"g","when":)";
  std::string closing;
  for (int i = 0; i < 10000; ++i) {
    json += R"({"all_of":{"conditions":[)";
    closing += "]}}";
  }
  json += "\"true\"" + closing + "}]}}";
  lotse_engine_options options;
  LOTSE_INIT(&options);
  options.spec_format = LOTSE_FORMAT_JSON;
  lotse_engine* engine = nullptr;
  EXPECT_EQ(lotse_engine_build(StrOf(json), &options, &engine, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(engine, nullptr);

  const std::string text = R"({"scoring":{"groups":[{"id":"g","when":")" +
                           std::string(10000, '(') + "true" +
                           std::string(10000, ')') + "\"}]}}";
  EXPECT_EQ(lotse_engine_build(StrOf(text), &options, &engine, nullptr),
            LOTSE_INVALID_ARGUMENT);

  options_.facts_format = LOTSE_FORMAT_JSON;
  EXPECT_EQ(Score(std::string(10000, '[')), LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(Score(std::string("{\"lead\":") + std::string(10000, '{')),
            LOTSE_INVALID_ARGUMENT);

  // Groups of unknown fields as protobuf: start tags of field 1000.
  options_.facts_format = LOTSE_FORMAT_PROTOBUF;
  std::string groups;
  for (int i = 0; i < 10000; ++i) groups += "\xc3\x3e";
  EXPECT_EQ(Score(groups), LOTSE_INVALID_ARGUMENT);
}

TEST_F(HostileInput, RefusesLengthsThatAreNotThere) {
  // Field 1, length 1 GB, then nothing; and a text within a lead alike.
  EXPECT_EQ(Score(std::string("\x0a\x80\x80\x80\x80\x04", 6)),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(Score(std::string("\x0a\x06\x0a\x80\x80\x80\x80\x04", 8)),
            LOTSE_INVALID_ARGUMENT);
  // A length that no buffer can have: refused before a byte is read.
  EXPECT_EQ(Score(lotse_str{facts_.data(), SIZE_MAX}), LOTSE_INVALID_ARGUMENT);
  options_.facts_format = LOTSE_FORMAT_JSON;
  EXPECT_EQ(Score(lotse_str{facts_.data(), SIZE_MAX / 2}),
            LOTSE_INVALID_ARGUMENT);
}

TEST_F(HostileInput, RefusesTextThatIsNotUtf8) {
  EXPECT_EQ(Score(std::string("\x0a\x04\x0a\x02\xc3\x28", 6)),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(path_, "lead.id");
  options_.facts_format = LOTSE_FORMAT_JSON;
  EXPECT_EQ(Score("{\"lead\":{\"id\":\"\xff\"}}"), LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(Score(R"({"lead":{"id":"\ud800"}})"), LOTSE_INVALID_ARGUMENT);
}

TEST_F(HostileInput, RefusesNumbersThatAreNotFinite) {
  Facts facts;
  facts.company.emplace().attributes.push_back({"employees"});
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(),
                           std::numeric_limits<double>::infinity()}) {
    facts.company->attributes[0].value.kind = bad;
    options_.facts_format = LOTSE_FORMAT_PROTOBUF;
    EXPECT_EQ(Score(proto::ToBytes(facts)), LOTSE_INVALID_ARGUMENT);
    EXPECT_EQ(path_, "company.attributes[0].value.number");
  }
  options_.facts_format = LOTSE_FORMAT_JSON;
  EXPECT_EQ(Score(R"({"company":{"attributes":{"employees":NaN}}})"),
            LOTSE_INVALID_ARGUMENT);
}

TEST_F(HostileInput, ChecksSizesOfStructs) {
  struct Larger {
    lotse_score_options options;
    unsigned char more[16];
  } larger;
  std::memset(&larger, 0, sizeof(larger));
  larger.options = options_;
  larger.options.struct_size = sizeof(larger);
  lotse_buf out;
  EXPECT_EQ(lotse_score(engine_, session_, StrOf(facts_), &larger.options, &out,
                        nullptr),
            LOTSE_OK);
  lotse_buf_release(&out);
  larger.more[15] = 1;
  EXPECT_EQ(lotse_score(engine_, session_, StrOf(facts_), &larger.options, &out,
                        nullptr),
            LOTSE_UNIMPLEMENTED);
  for (const uint32_t size :
       {uint32_t{0}, uint32_t{4}, uint32_t{4097}, UINT32_MAX,
        uint32_t{LOTSE_SCORE_OPTIONS_V1_SIZE - 1}}) {
    options_.struct_size = size;
    EXPECT_EQ(Score(facts_), LOTSE_INVALID_ARGUMENT) << size;
    EXPECT_EQ(path_, "options.struct_size");
  }
}

TEST_F(HostileInput, WritesNoMoreOfAResultThanItsSize) {
  struct Guarded {
    lotse_score_result result;
    unsigned char more[16];
  } guarded;
  std::memset(&guarded, 0xab, sizeof(guarded));
  guarded.result.struct_size = sizeof(lotse_score_result);
  EXPECT_EQ(lotse_score_numbers(engine_, session_, StrOf(facts_), &options_,
                                &guarded.result, nullptr),
            LOTSE_OK);
  for (const unsigned char c : guarded.more) EXPECT_EQ(c, 0xab);
  // A newer caller finds 0 in what this library does not know.
  guarded.result.struct_size = sizeof(guarded);
  EXPECT_EQ(lotse_score_numbers(engine_, session_, StrOf(facts_), &options_,
                                &guarded.result, nullptr),
            LOTSE_OK);
  for (const unsigned char c : guarded.more) EXPECT_EQ(c, 0);
  for (const uint32_t size :
       {uint32_t{0}, uint32_t{47}, uint32_t{4097}, UINT32_MAX}) {
    std::memset(&guarded, 0xab, sizeof(guarded));
    guarded.result.struct_size = size;
    EXPECT_EQ(lotse_score_numbers(engine_, session_, StrOf(facts_), &options_,
                                  &guarded.result, nullptr),
              LOTSE_INVALID_ARGUMENT);
    EXPECT_EQ(guarded.result.points_nano,
              static_cast<int64_t>(0xabababababababab));
  }
}

TEST_F(HostileInput, ChecksEveryOption) {
  const lotse_score_options good = options_;
  const auto refused = [&](const char* path, lotse_status expected) {
    EXPECT_EQ(Score(facts_), expected) << path;
    EXPECT_EQ(path_, path);
    options_ = good;
  };
  options_.flags = 16;
  refused("options.flags", LOTSE_UNIMPLEMENTED);
  options_.facts_format = 3;
  refused("options.facts_format", LOTSE_INVALID_ARGUMENT);
  options_.report_format = -1;
  refused("options.report_format", LOTSE_INVALID_ARGUMENT);
  options_.as_of_micros = INT64_MIN;
  refused("options.as_of_micros", LOTSE_INVALID_ARGUMENT);
  options_.as_of_micros = INT64_MAX;
  refused("options.as_of_micros", LOTSE_INVALID_ARGUMENT);
  options_.previous_category_since_micros = INT64_MAX;
  refused("options.previous_category_since_micros", LOTSE_INVALID_ARGUMENT);
  options_.previous_category.len = 3;
  refused("options.previous_category", LOTSE_INVALID_ARGUMENT);
  options_.language.len = 2;
  refused("options.language", LOTSE_INVALID_ARGUMENT);
  options_.language = {facts_.data(), SIZE_MAX};
  refused("options.language", LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(Score(facts_), LOTSE_OK);
}

TEST(HostileCaller, MayPassNullAnywhere) {
  const lotse_str none = {nullptr, 0};
  const lotse_str lying = {nullptr, 5};
  lotse_buf out;
  lotse_engine* engine = nullptr;
  lotse_score_options options;
  LOTSE_INIT(&options);
  options.as_of_micros = kAsOf;
  lotse_score_result result;
  result.struct_size = sizeof(result);

  EXPECT_EQ(lotse_preset(none, 0, nullptr, nullptr), LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_preset(none, 0, &out, nullptr), LOTSE_NOT_FOUND);
  EXPECT_EQ(lotse_preset(lying, 0, &out, nullptr), LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_spec_json_schema(nullptr, nullptr), LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_spec_validate(none, 0, 0, nullptr, nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_spec_validate(lying, 0, 0, &out, nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_engine_build(none, nullptr, nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_engine_build(lying, nullptr, &engine, nullptr),
            LOTSE_INVALID_ARGUMENT);
  // No bytes are the empty spec.
  EXPECT_EQ(lotse_engine_build(none, nullptr, &engine, nullptr), LOTSE_OK);
  EXPECT_EQ(lotse_session_new(nullptr, nullptr), LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_score(nullptr, nullptr, none, nullptr, nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_score(nullptr, nullptr, none, &options, &out, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_score(engine, nullptr, none, nullptr, &out, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_score(engine, nullptr, lying, &options, &out, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_score(engine, nullptr, none, &options, nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_score(engine, nullptr, none, &options, &out, nullptr),
            LOTSE_OK);
  lotse_buf_release(&out);
  EXPECT_EQ(
      lotse_score_numbers(nullptr, nullptr, none, nullptr, nullptr, nullptr),
      LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(
      lotse_score_numbers(engine, nullptr, none, &options, nullptr, nullptr),
      LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(
      lotse_score_numbers(engine, nullptr, none, &options, &result, nullptr),
      LOTSE_OK);
  EXPECT_EQ(result.points_nano, 0);

  EXPECT_EQ(lotse_has_feature(lying), 0);
  EXPECT_EQ(lotse_error_code(nullptr), LOTSE_OK);
  EXPECT_EQ(lotse_error_message(nullptr).len, 0u);
  EXPECT_EQ(lotse_error_path(nullptr).len, 0u);
  EXPECT_EQ(lotse_error_issue_count(nullptr), 0u);
  EXPECT_EQ(lotse_error_issue(nullptr, 0, nullptr, nullptr),
            LOTSE_INVALID_ARGUMENT);
  EXPECT_EQ(lotse_engine_fingerprint(nullptr).len, 0u);
  EXPECT_EQ(lotse_engine_category(nullptr, 0).len, 0u);
  EXPECT_EQ(lotse_engine_veto(nullptr, 0).len, 0u);
  lotse_error_free(nullptr);
  lotse_session_free(nullptr);
  lotse_engine_free(nullptr);
  lotse_buf_release(nullptr);
  lotse_engine_free(engine);
}

TEST(HostileCaller, RatesAreCheckedBeforeTheyAreUsed) {
  const auto build = [](const lotse_engine_options& options) {
    lotse_engine* engine = nullptr;
    lotse_error* err = nullptr;
    const lotse_status status =
        lotse_engine_build(lotse_str{nullptr, 0}, &options, &engine, &err);
    const std::string path = TextOf(lotse_error_path(err));
    lotse_error_free(err);
    lotse_engine_free(engine);
    EXPECT_EQ(status, LOTSE_INVALID_ARGUMENT);
    return path;
  };
  lotse_exchange_rate rate = {};
  lotse_engine_options options;
  LOTSE_INIT(&options);
  options.rates_len = 1;
  EXPECT_EQ(build(options), "options.rates");
  options.rates = &rate;
  options.rates_len = SIZE_MAX;
  EXPECT_EQ(build(options), "options.rates_len");
  options.rates_len = 1;
  rate.from.len = 1;
  EXPECT_EQ(build(options), "options.rates[0].from");
  rate.from.len = 0;
  rate.reserved = 1;
  EXPECT_EQ(build(options), "options.rates[0].reserved");
}

}  // namespace
}  // namespace lotse
