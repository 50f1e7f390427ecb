// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Bytes in, bytes out. A service fills lotse.v1 messages in any language; Lotse
// reads their bytes into its own structs and writes a report that any protobuf
// runtime reads. The spec comes as JSON that people write.
#include <cstdio>

#include "lotse/engine/engine.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "lotse/v1/facts.pb.h"

int main() {
  const auto spec = lotse::proto::FromJson<lotse::EngineSpec>(R"({
    "schema": {"company": [{"key": "employees", "type": "integer",
                            "label": "employees"}]},
    "scoring": {
      "groups": [{"id": "fit", "rules": [
        {"id": "size", "when": "employees >= 50", "points": 20,
         "label": "At least 50 employees"}]}],
      "categories": [{"id": "cold"}, {"id": "hot", "from": 15}]}})");
  if (!spec.ok()) return 1;
  const auto engine = lotse::CompileEngine(*spec);
  if (!engine.ok()) return 1;

  lotse::v1::Facts message;  // what the service filled
  message.mutable_lead()->set_id("L-3");
  lotse::v1::Attribute* size = message.mutable_company()->add_attributes();
  size->set_key("employees");
  size->mutable_value()->set_integer(120);

  const auto facts =
      lotse::proto::FromBytes<lotse::Facts>(message.SerializeAsString());
  if (!facts.ok()) return 1;
  const auto report =
      engine->Score(*facts, *lotse::Instant::Parse("2026-11-23"), {"en", true});
  if (!report.ok()) return 1;
  const std::string bytes = lotse::proto::ToBytes(*report);
  std::printf("%zu bytes\n%s", bytes.size(),
              lotse::proto::ToJson(*report, lotse::proto::JsonStyle::kReadable)
                  .c_str());
}
