// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions on routing and work lists on any states, staff and requests:
// an answer or an error, and a state that was given is taken again.
#include <cstddef>
#include <cstdint>

#include "fuzz/preset_probe.h"
#include "lotse/c/lotse.h"

// The first record is the state or the staff, the second one of the list.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static lotse_engine* const engine = BuildPreset("b2b_lifecycle");
  if (size < ProbeInput::kLeast) return 0;
  ProbeInput input(data, size);
  auto& [format, choice, first, second, options] = input;
  const lotse_str none = {nullptr, 0};
  lotse_buf out;
  lotse_error* err = nullptr;
  lotse_status status = LOTSE_OK;
  switch (choice & 7) {
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
  CheckAnswer(status, &err, &out);
  return 0;
}
