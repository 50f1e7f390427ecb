// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse_score and lotse_what_if on any bytes, with any options: an answer or an
// error that names a place, and both ways of scoring agree.
#include <cstddef>
#include <cstdint>

#include "fuzz/preset_probe.h"
#include "lotse/c/lotse.h"

// The first byte chooses the formats, the rest are the facts.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static lotse_engine* const engine = BuildPreset("b2b");
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
  CheckAnswer(status, &err, &out);
  lotse_score_result result;
  result.struct_size = sizeof(result);
  if (lotse_score_numbers(engine, session, facts, &options, &result, nullptr) !=
      status) {
    __builtin_trap();
  }
  // The same bytes as what is assumed of a lead that nothing is known of.
  const lotse_status assumed =
      lotse_what_if(engine, lotse_str{nullptr, 0}, facts, &options, &out, &err);
  CheckAnswer(assumed, &err, &out);
  return 0;
}
