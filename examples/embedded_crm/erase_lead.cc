// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// EraseLead and IsSuppressed. The hash is OpenSSL's HMAC-SHA-256: without the
// key nobody can try addresses until one fits.
#include "examples/embedded_crm/erase_lead.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {
namespace {

absl::StatusOr<std::string> HashOf(absl::string_view address,
                                   const std::string& key) {
  const std::string text =
      absl::AsciiStrToLower(absl::StrReplaceAll(address, {{" ", ""}}));
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(),
           digest, &size) == nullptr) {
    return absl::InternalError("OpenSSL cannot compute HMAC-SHA-256");
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), size));
}

}  // namespace

absl::Status EraseLead(const std::string& lead_id, Instant at,
                       CrmStore* store) {
  Database& db = store->db();
  LOTSE_ASSIGN_OR_RETURN(const Facts facts, store->ReadFacts(lead_id));
  for (const Person& person : facts.persons) {
    for (const Attribute& attribute : person.attributes) {
      const auto* address = std::get_if<std::string>(&attribute.value.kind);
      if (address == nullptr ||
          (attribute.key != "email" && attribute.key != "phone")) {
        continue;
      }
      LOTSE_ASSIGN_OR_RETURN(const std::string hash,
                             HashOf(*address, store->suppression_key()));
      LOTSE_RETURN_IF_ERROR(
          db.Run("INSERT INTO suppression(hash, since) VALUES(?, ?) "
                 "ON CONFLICT DO NOTHING",
                 {hash, at})
              .status());
    }
  }
  for (const char* sql : {"DELETE FROM events WHERE lead_id = ?",
                          "DELETE FROM history WHERE lead_id = ?",
                          "DELETE FROM tasks WHERE lead_id = ?",
                          "DELETE FROM notices WHERE lead_id = ?",
                          "DELETE FROM routing_inbox WHERE lead_id = ?",
                          "DELETE FROM lead_state WHERE lead_id = ?"}) {
    LOTSE_RETURN_IF_ERROR(db.Run(sql, {lead_id}).status());
  }
  LOTSE_RETURN_IF_ERROR(
      db.Run("UPDATE leads SET facts = NULL, erased_at = ? WHERE lead_id = ?",
             {at, lead_id})
          .status());
  // The router forgets who had it.
  return db
      .Run(
          "INSERT INTO routing_inbox(lead_id, kind, role, requested_at, "
          "reason, last_owner, except_owner) "
          "VALUES(?, 'forget', '', ?, 'erased', '', '')",
          {lead_id, at})
      .status();
}

absl::StatusOr<bool> IsSuppressed(absl::string_view address, CrmStore* store) {
  LOTSE_ASSIGN_OR_RETURN(const std::string hash,
                         HashOf(address, store->suppression_key()));
  bool found = false;
  LOTSE_RETURN_IF_ERROR(
      store->db().Query("SELECT 1 FROM suppression WHERE hash = ?", {hash},
                        [&](const Row&) { found = true; }));
  return found;
}

}  // namespace lotse::crm
