// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EraseLead: removes a lead and all that is known of it. What stays is its id,
// so that events which come late are refused, and keyed hashes of its
// addresses, so that nobody is contacted again by the next list that is bought.
#ifndef LOTSE_EMBEDDED_CRM_ERASE_LEAD_H_
#define LOTSE_EMBEDDED_CRM_ERASE_LEAD_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "examples/embedded_crm/crm_store.h"
#include "lotse/base/time.h"

namespace lotse::crm {

// Part of the caller's transaction. After it the write-ahead log still has what
// was erased, until Database::Checkpoint; backups are the host's to see to.
absl::Status EraseLead(const std::string& lead_id, Instant at, CrmStore* store);

// Whether an e-mail address or telephone number is one of somebody who was
// erased. Case and blanks do not matter.
absl::StatusOr<bool> IsSuppressed(absl::string_view address, CrmStore* store);

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_ERASE_LEAD_H_
