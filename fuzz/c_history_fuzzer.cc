// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions on histories with any decisions, histories, counts and cases:
// an answer or an error, and counts that were given are taken again and told.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "lotse/c/lotse.h"

namespace {

lotse_engine* BuildPreset() {
  lotse_buf spec;
  lotse_preset(lotse_str{"b2b_lifecycle", 13}, LOTSE_FORMAT_PROTOBUF, &spec,
               nullptr);
  lotse_engine* engine = nullptr;
  lotse_engine_build(
      lotse_str{reinterpret_cast<const char*>(spec.ptr), spec.len}, nullptr,
      &engine, nullptr);
  lotse_buf_release(&spec);
  if (engine == nullptr) __builtin_trap();
  return engine;
}

}  // namespace

// The first byte chooses the verb and the format, the second how many of the
// other bytes are the first record; the rest are the second.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static lotse_engine* const engine = BuildPreset();
  if (size < 2) return 0;
  const char* bytes = reinterpret_cast<const char*>(data) + 2;
  const size_t length = size - 2;
  const size_t split = std::min<size_t>(length, size_t{data[1]} * 4);
  const lotse_str first = {bytes, split};
  const lotse_str second = {bytes + split, length - split};
  const lotse_str none = {nullptr, 0};
  const int32_t format = data[0] & 1;
  lotse_decide_options options;
  LOTSE_INIT(&options);
  options.input_format = format;
  options.now_micros = 1795424400000000;
  lotse_buf out;
  lotse_error* err = nullptr;
  lotse_status status = LOTSE_OK;
  bool counted = false;
  switch (data[0] >> 1 & 3) {
    case 0:
      status = lotse_history_make(engine, nullptr, first, second, &options,
                                  &out, &err);
      break;
    case 1:
      status =
          lotse_history_owner_case(engine, first, second, &options, &out, &err);
      break;
    case 2:
      status =
          lotse_history_count(engine, &first, first.len > 0 ? 1 : 0, &second, 1,
                              none, format, LOTSE_FORMAT_PROTOBUF, &out, &err);
      counted = status == LOTSE_OK;
      break;
    default:
      status =
          lotse_history_report(engine, &first, 1, &second,
                               second.len > 0 ? 1 : 0, &options, &out, &err);
      break;
  }
  if ((status == LOTSE_OK) != (err == nullptr) || status == LOTSE_INTERNAL) {
    __builtin_trap();
  }
  if (counted) {
    const lotse_str counts = {reinterpret_cast<const char*>(out.ptr), out.len};
    options.input_format = LOTSE_FORMAT_PROTOBUF;
    lotse_buf report;
    if (lotse_history_report(engine, &counts, 1, nullptr, 0, &options, &report,
                             nullptr) != LOTSE_OK) {
      __builtin_trap();
    }
    lotse_buf_release(&report);
  }
  lotse_error_free(err);
  lotse_buf_release(&out);
  return 0;
}
