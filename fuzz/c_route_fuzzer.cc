// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions on routing and work lists on any states, staff and requests:
// an answer or an error, and a state that was given is taken again.
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
// other bytes are the state or the staff; the rest are a record of the list.
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
  switch (data[0] >> 1 & 7) {
    case 0:
      status = lotse_route_start(engine, &second, 1, format,
                                 LOTSE_FORMAT_PROTOBUF, &out, &err);
      break;
    case 1:
      // Without staff every request waits.
      status = lotse_route_assign(
          engine, &second, 1,
          format == LOTSE_FORMAT_JSON ? lotse_str{"{}", 2} : none, first,
          &options, &out, &err);
      break;
    case 2:
      status = lotse_route_assign(engine, &second, 1, first, none, &options,
                                  &out, &err);
      break;
    case 3:
      status = lotse_route_release(engine, &second, 1, first, format,
                                   LOTSE_FORMAT_PROTOBUF, &out, &err);
      break;
    case 4:
      status = lotse_route_migrate(engine, first, format, LOTSE_FORMAT_PROTOBUF,
                                   &out, &err);
      break;
    case 5:
      status =
          lotse_route_check_staff(engine, first, &options, &out, nullptr, &err);
      break;
    case 6:
      status = lotse_route_resolve(
          engine, nullptr,
          format == LOTSE_FORMAT_JSON ? lotse_str{"{}", 2} : none, first,
          second, &options, &out, &err);
      break;
    default:
      status = lotse_work_list(engine, &second, 1, first, &options, &out, &err);
      break;
  }
  if ((status == LOTSE_OK) != (err == nullptr) ||
      (status == LOTSE_OK) != (out.release != nullptr) ||
      status == LOTSE_INTERNAL) {
    __builtin_trap();
  }
  lotse_error_free(err);
  lotse_buf_release(&out);
  return 0;
}
