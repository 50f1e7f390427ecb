// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Exports LinkedVersion.
#include "lotse/base/version.h"

#include "absl/strings/string_view.h"

namespace lotse {

absl::string_view LinkedVersion() { return LOTSE_VERSION_STRING; }

}  // namespace lotse
