// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse_engine_build on any bytes: an engine that scores, or every issue that
// lotse_spec_validate finds.
#include <cstddef>
#include <cstdint>

#include "lotse/c/lotse.h"

// The first byte chooses the format, the rest is the spec.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  lotse_engine_options options;
  LOTSE_INIT(&options);
  options.spec_format = data[0] & 1;
  const lotse_str spec = {reinterpret_cast<const char*>(data) + 1, size - 1};
  lotse_engine* engine = nullptr;
  lotse_error* err = nullptr;
  const lotse_status status = lotse_engine_build(spec, &options, &engine, &err);
  if ((status == LOTSE_OK) != (engine != nullptr) ||
      (status == LOTSE_OK) != (err == nullptr) || status == LOTSE_INTERNAL) {
    __builtin_trap();
  }
  lotse_buf issues;
  size_t count = 0;
  if (lotse_spec_validate(spec, options.spec_format, data[0] >> 1 & 1, &issues,
                          &count, nullptr) != LOTSE_OK ||
      (count == 0) != (status == LOTSE_OK)) {
    __builtin_trap();
  }
  lotse_buf_release(&issues);
  if (engine != nullptr) {
    lotse_score_options ask;
    LOTSE_INIT(&ask);
    ask.flags = LOTSE_SCORE_CONTRIBUTIONS;
    ask.as_of_micros = 1795424400000000;
    lotse_buf report;
    if (lotse_score(engine, nullptr, lotse_str{nullptr, 0}, &ask, &report,
                    nullptr) != LOTSE_OK) {
      __builtin_trap();
    }
    lotse_buf_release(&report);
  }
  lotse_engine_free(engine);
  lotse_error_free(err);
  return 0;
}
