// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse_decide, lotse_tick, lotse_replay and lotse_migrate on any states and
// events: a decision or an error that names a place, and a state that was given
// is taken again.
#include <cstddef>
#include <cstdint>

#include "fuzz/preset_probe.h"
#include "lotse/c/lotse.h"

namespace {

constexpr char kFacts[] =
    R"({"lead": {"id": "L-1", "channel": "trade_fair"},
        "persons": [{"id": "P-1", "attributes": {"email": "a@example.com"}}],
        "company": {"id": "C-1", "attributes": {"name": "Example"}}})";

}  // namespace

// The first record is the state, the second an event.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static lotse_engine* const engine = BuildPreset("b2b_lifecycle");
  static lotse_session* const session = NewSession();
  if (size < ProbeInput::kLeast) return 0;
  ProbeInput input(data, size);
  const auto& [format, choice, state, event, options] = input;
  if ((choice & 1) != 0) input.options.flags = LOTSE_DECIDE_SCORE;
  const lotse_str facts = format == LOTSE_FORMAT_PROTOBUF
                              ? lotse_str()
                              : lotse_str{kFacts, sizeof(kFacts) - 1};
  lotse_buf out;
  lotse_error* err = nullptr;
  switch (choice >> 1 & 3) {
    case 0:
      CheckAnswer(lotse_decide(engine, session, facts, state, event, &options,
                               &out, &err),
                  &err, &out);
      break;
    case 1:
      CheckAnswer(
          lotse_tick(engine, session, facts, state, &options, &out, &err), &err,
          &out);
      break;
    case 2: {
      const lotse_str events[] = {event, state};
      CheckAnswer(
          lotse_replay(engine, session, facts, events, 2, &options, &out, &err),
          &err, &out);
      break;
    }
    default:
      if (lotse_migrate(engine, state, format, LOTSE_FORMAT_PROTOBUF, &out,
                        &err) == LOTSE_OK) {
        // What was given is taken again.
        lotse_buf again;
        if (lotse_migrate(
                engine,
                lotse_str{reinterpret_cast<const char*>(out.ptr), out.len},
                LOTSE_FORMAT_PROTOBUF, format, &again, nullptr) != LOTSE_OK) {
          __builtin_trap();
        }
        lotse_buf_release(&again);
        lotse_buf_release(&out);
      }
      lotse_error_free(err);
      break;
  }
  return 0;
}
