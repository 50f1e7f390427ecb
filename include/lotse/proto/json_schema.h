// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The JSON Schema of EngineSpec, for settings screens and editors.
//
//   WriteFile("engine_spec.schema.json", EngineSpecJsonSchema());
//
// It takes what ToJson writes in both styles, shorthands included, and little
// more; FromJson also takes null for unset fields and numbers in strings. What
// only validation can know (unique ids, conditions that parse) it does not say.
#ifndef LOTSE_PROTO_JSON_SCHEMA_H_
#define LOTSE_PROTO_JSON_SCHEMA_H_

#include <string>

namespace lotse::proto {

// A document of JSON Schema, draft 2020-12, with the comments of the protobuf
// schema as descriptions. Always the same text. Thread-safe.
std::string EngineSpecJsonSchema();

}  // namespace lotse::proto

#endif  // LOTSE_PROTO_JSON_SCHEMA_H_
