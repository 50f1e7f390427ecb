// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions on histories with any decisions, histories, counts and cases:
// an answer or an error, and counts that were given are taken again and told.
#include <cstddef>
#include <cstdint>

#include "fuzz/preset_probe.h"
#include "lotse/c/lotse.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static lotse_engine* const engine = BuildPreset("b2b_lifecycle");
  if (size < ProbeInput::kLeast) return 0;
  ProbeInput input(data, size);
  auto& [format, choice, first, second, options] = input;
  const lotse_str none = {nullptr, 0};
  lotse_buf out;
  lotse_error* err = nullptr;
  lotse_status status = LOTSE_OK;
  bool counted = false;
  switch (choice & 3) {
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
  CheckStatus(status, err);
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
  // A lead without a case of an owner gives nothing, which nobody owns.
  lotse_error_free(err);
  lotse_buf_release(&out);
  return 0;
}
