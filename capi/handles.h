// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What is behind the opaque handles of lotse.h.
#ifndef LOTSE_CAPI_HANDLES_H_
#define LOTSE_CAPI_HANDLES_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "lotse/base/spec_issue.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/facts/facts.h"

struct lotse_error {
  lotse_status code = LOTSE_OK;
  std::string message;
  std::string path;
  // At least one.
  std::vector<lotse::SpecIssue> issues;
};

struct lotse_engine {
  lotse::Engine engine;
  std::string fingerprint;
};

struct lotse_session {
  // Set during a call, so that a second one is refused instead of corrupting
  // memory.
  std::atomic<bool> in_use{false};
  lotse::EngineScratch scratch;
};

#endif  // LOTSE_CAPI_HANDLES_H_
