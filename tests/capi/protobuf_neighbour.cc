// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// protobuf_neighbour <liblotse_c.so>: a process that has the messages lotse.v1
// in the full protobuf runtime loads the C library, uses both, and stays alive.
#include <dlfcn.h>

#include <cstdio>
#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/util/json_util.h"
#include "lotse/c/lotse.h"
#include "lotse/v1/engine.pb.h"
#include "lotse/v1/facts.pb.h"

namespace {

// The type of a function of lotse.h, by its name.
#define LOTSE_LOAD(name) \
  auto* const name = reinterpret_cast<decltype(&::name)>(dlsym(library, #name))

int Check(const char* path) {
  lotse::v1::Facts facts;
  facts.mutable_lead()->set_id("L-1");
  facts.mutable_lead()->set_channel("referral");
  if (google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          "lotse.v1.Facts") == nullptr) {
    std::fprintf(stderr, "the messages are not registered here\n");
    return 1;
  }

  void* const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  LOTSE_LOAD(lotse_preset);
  LOTSE_LOAD(lotse_engine_build);
  LOTSE_LOAD(lotse_score);
  LOTSE_LOAD(lotse_buf_release);
  LOTSE_LOAD(lotse_engine_free);

  lotse_buf spec;
  const std::string name = "b2b";
  if (lotse_preset({name.data(), name.size()}, LOTSE_FORMAT_PROTOBUF, &spec,
                   nullptr) != LOTSE_OK) {
    return 1;
  }
  lotse_engine* engine = nullptr;
  const lotse_status built =
      lotse_engine_build({reinterpret_cast<const char*>(spec.ptr), spec.len},
                         nullptr, &engine, nullptr);
  lotse_buf_release(&spec);
  if (built != LOTSE_OK) return 1;

  const std::string bytes = facts.SerializeAsString();
  lotse_score_options options;
  LOTSE_INIT(&options);
  options.as_of_micros = 1795424400000000;
  lotse_buf out;
  if (lotse_score(engine, nullptr, {bytes.data(), bytes.size()}, &options, &out,
                  nullptr) != LOTSE_OK) {
    return 1;
  }
  lotse::v1::ScoreReport report;
  const bool parsed = report.ParseFromArray(out.ptr, static_cast<int>(out.len));
  lotse_buf_release(&out);
  lotse_engine_free(engine);
  std::string json;
  if (!parsed || report.lead_id() != "L-1" || report.points() != 10 ||
      !google::protobuf::util::MessageToJsonString(report, &json).ok()) {
    return 1;
  }
  std::puts(json.c_str());
  return dlclose(library);
}

}  // namespace

int main(int argc, char** argv) { return argc == 2 ? Check(argv[1]) : 2; }
