// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse_score and lotse_what_if on any bytes, with any options: an answer or an
// error that names a place, and both ways of scoring agree.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "lotse/c/lotse.h"

namespace {

lotse_engine* BuildPreset() {
  lotse_buf spec;
  lotse_preset(lotse_str{"b2b", 3}, LOTSE_FORMAT_PROTOBUF, &spec, nullptr);
  lotse_engine* engine = nullptr;
  lotse_engine_build(
      lotse_str{reinterpret_cast<const char*>(spec.ptr), spec.len}, nullptr,
      &engine, nullptr);
  lotse_buf_release(&spec);
  if (engine == nullptr) __builtin_trap();
  return engine;
}

lotse_session* NewSession() {
  lotse_session* session = nullptr;
  if (lotse_session_new(&session, nullptr) != LOTSE_OK) __builtin_trap();
  return session;
}

}  // namespace

// The first byte chooses the formats, the rest are the facts.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static lotse_engine* const engine = BuildPreset();
  static lotse_session* const session = NewSession();
  if (size == 0) return 0;
  lotse_score_options options;
  LOTSE_INIT(&options);
  options.facts_format = data[0] & 1;
  options.report_format = data[0] >> 1 & 3;
  options.flags = data[0] >> 3 & 3;
  options.as_of_micros = 1795424400000000;
  if ((data[0] & 0x20) != 0) options.previous_category = lotse_str{"hot", 3};
  if ((data[0] & 0x40) != 0) options.language = lotse_str{"de", 2};
  const lotse_str facts = {reinterpret_cast<const char*>(data) + 1, size - 1};
  lotse_buf out;
  lotse_error* err = nullptr;
  const lotse_status status =
      lotse_score(engine, session, facts, &options, &out, &err);
  if ((status == LOTSE_OK) != (err == nullptr) ||
      (status == LOTSE_OK) != (out.release != nullptr) ||
      status == LOTSE_INTERNAL) {
    __builtin_trap();
  }
  lotse_score_result result;
  result.struct_size = sizeof(result);
  if (lotse_score_numbers(engine, session, facts, &options, &result, nullptr) !=
      status) {
    __builtin_trap();
  }
  lotse_error_free(err);
  lotse_buf_release(&out);
  // The same bytes as what is assumed of a lead that nothing is known of.
  err = nullptr;
  const lotse_status assumed =
      lotse_what_if(engine, lotse_str{nullptr, 0}, facts, &options, &out, &err);
  if ((assumed == LOTSE_OK) != (err == nullptr) ||
      (assumed == LOTSE_OK) != (out.release != nullptr) ||
      assumed == LOTSE_INTERNAL) {
    __builtin_trap();
  }
  lotse_error_free(err);
  lotse_buf_release(&out);
  return 0;
}
