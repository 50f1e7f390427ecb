# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#
# How this project makes its targets: libraries, layers, tests, benchmarks and
# fuzzers. Each function says what it takes; nothing here names a source file.

# The warnings of this project. They become errors in the presets only.
set(LOTSE_WARNINGS
    -Wall
    -Wextra
    -Wno-missing-field-initializers
    -Wpedantic
    -Wshadow
    -Wconversion
    -Wsign-conversion
    -Wcast-qual
    -Wformat=2
    -Wnon-virtual-dtor
    -Woverloaded-virtual
    -Wundef
    -Wvla)

# lotse_configure_target(<target>)
#
# What every target of ours gets: the language level, warnings, and no
# contraction of a * b + c into one rounding, because results must have the same
# bits on every platform. Files are included by their path from the root.
function(lotse_configure_target target)
  set(cxx_only -Wnon-virtual-dtor -Woverloaded-virtual)
  set(c_warnings ${LOTSE_WARNINGS})
  list(REMOVE_ITEM c_warnings ${cxx_only})
  target_compile_options(
    ${target}
    PRIVATE -ffp-contract=off "$<$<COMPILE_LANGUAGE:CXX>:${LOTSE_WARNINGS}>"
            "$<$<COMPILE_LANGUAGE:C>:${c_warnings}>")
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  set_target_properties(
    ${target}
    PROPERTIES CXX_STANDARD 17
               CXX_STANDARD_REQUIRED ON
               CXX_EXTENSIONS OFF
               C_STANDARD 99
               C_STANDARD_REQUIRED ON
               C_EXTENSIONS OFF)
endfunction()

# lotse_add_library(<name> DESCRIPTION <text>
#                   [SHARED] [INCLUDE_DIR <dir>]
#                   [PUBLIC <target>...] [PRIVATE <target>...]
#                   [HEADER_ONLY <target>...])
#
# Makes lotse_<name>, alias lotse::<name>, its install rules and what the package
# files say about it. The libraries are static unless BUILD_SHARED_LIBS is set;
# SHARED makes one that is shared always and exports only lotse_*; its soname is
# the major version. PUBLIC and PRIVATE are the libraries it links: targets, or
# the plain name of a library that has none (csv for libcsv). HEADER_ONLY
# ones are needed to build it and unknown to its users. Sources come from
# lotse_add_layer and, where it has a schema, from lotse_add_schema:
#
#   lotse_add_library(
#     proto
#     DESCRIPTION "Protobuf schema of Lotse and conversions"
#     PUBLIC lotse::core protobuf::libprotobuf)
#   lotse_add_schema(lotse_proto PROTOS lotse/v1/lead.proto)
#   lotse_add_layer(lotse_proto proto HEADERS lead_proto.h SOURCES lead_proto.cc)
function(lotse_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SHARED" "DESCRIPTION;INCLUDE_DIR"
                        "PUBLIC;PRIVATE;HEADER_ONLY")
  if(NOT arg_INCLUDE_DIR)
    set(arg_INCLUDE_DIR "${PROJECT_SOURCE_DIR}/include")
  endif()
  set(target lotse_${name})
  if(arg_SHARED)
    add_library(${target} SHARED)
  else()
    add_library(${target})
  endif()
  add_library(lotse::${name} ALIAS ${target})
  lotse_configure_target(${target})
  target_compile_features(${target} PUBLIC cxx_std_17)
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS
                                  "${arg_INCLUDE_DIR}")
  target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  foreach(dependency IN LISTS arg_HEADER_ONLY)
    target_include_directories(
      ${target} SYSTEM
      PRIVATE $<TARGET_PROPERTY:${dependency},INTERFACE_INCLUDE_DIRECTORIES>)
  endforeach()
  # A C++ interface below 1.0 may change with each minor version.
  set_target_properties(
    ${target}
    PROPERTIES EXPORT_NAME ${name}
               POSITION_INDEPENDENT_CODE ON
               VERSION ${PROJECT_VERSION}
               SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
               LOTSE_DESCRIPTION "${arg_DESCRIPTION}"
               LOTSE_PUBLIC "${arg_PUBLIC}"
               LOTSE_PRIVATE "${arg_PRIVATE}")
  if(arg_SHARED)
    set(map "${CMAKE_CURRENT_BINARY_DIR}/${target}.map")
    file(
      CONFIGURE
      OUTPUT "${map}"
      CONTENT "{ global: lotse_*; local: *; };\n")
    target_link_options(${target} PRIVATE "LINKER:--version-script=${map}")
    set_target_properties(
      ${target}
      PROPERTIES SOVERSION ${PROJECT_VERSION_MAJOR}
                 LINK_DEPENDS "${map}"
                 C_VISIBILITY_PRESET hidden
                 CXX_VISIBILITY_PRESET hidden
                 VISIBILITY_INLINES_HIDDEN ON)
  endif()
  set_property(GLOBAL APPEND PROPERTY LOTSE_COMPONENTS ${name})
endfunction()

# lotse_add_layer(<target> <layer> [HEADERS <name>...] [SOURCES <name>...])
#
# Adds include/lotse/<layer>/<name> and src/<layer>/<name> to the library.
# Headers of src/ (not installed) are listed among the sources.
function(lotse_add_layer target layer)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "HEADERS;SOURCES")
  list(TRANSFORM arg_HEADERS
       PREPEND "${PROJECT_SOURCE_DIR}/include/lotse/${layer}/")
  list(TRANSFORM arg_SOURCES PREPEND "${PROJECT_SOURCE_DIR}/src/${layer}/")
  target_sources(
    ${target}
    PRIVATE ${arg_SOURCES}
    PUBLIC FILE_SET HEADERS FILES ${arg_HEADERS})
endfunction()

# lotse_configure_test(<target>)
#
# Tests compile in half the time with -O1, and run little slower: what they test
# is optimized as ever.
function(lotse_configure_test target)
  lotse_configure_target(${target})
  target_compile_options(${target} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O1>)
endfunction()

# lotse_add_test_suite(<layer> SOURCES <file>... [LIBRARIES <target>...])
#
# One GoogleTest executable, lotse_<layer>_test, whose cases are tests of ctest.
# lotse_testing is always linked.
function(lotse_add_test_suite layer)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  set(target lotse_${layer}_test)
  add_executable(${target} ${arg_SOURCES})
  lotse_configure_test(${target})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} lotse_testing
                                          GTest::gmock_main)
  gtest_discover_tests(
    ${target}
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 300
    PROPERTIES LABELS unit TIMEOUT 600)
endfunction()

# lotse_add_benchmark(<subject> [SOURCES <file>...] [LIBRARIES <target>...])
#
# Builds <subject>_benchmark.cc, and a test (label bench) that runs each of its
# benchmarks for a moment.
function(lotse_add_benchmark subject)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  set(target ${subject}_benchmark)
  add_executable(${target} ${target}.cc ${arg_SOURCES})
  lotse_configure_target(${target})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES}
                                          benchmark::benchmark_main)
  add_test(NAME bench.${subject} COMMAND ${target} --benchmark_min_time=0.01)
  set_tests_properties(bench.${subject} PROPERTIES LABELS bench TIMEOUT 600)
endfunction()

# lotse_add_fuzzer(<subject> [LIBRARIES <target>...])
#
# Builds <subject>_fuzzer.cc with libFuzzer, and a test (label fuzz) that starts
# from the inputs in corpus/<subject>, if there are any, and runs for
# LOTSE_FUZZ_SECONDS (a cache variable, 30 seconds by default).
set(LOTSE_FUZZ_SECONDS
    30
    CACHE STRING "How long the test of one fuzzer runs")
function(lotse_add_fuzzer subject)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBRARIES")
  set(target ${subject}_fuzzer)
  add_executable(${target} ${target}.cc)
  lotse_configure_target(${target})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
  target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  set(found "${CMAKE_CURRENT_BINARY_DIR}/found/${subject}")
  set(seeds "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${subject}")
  file(MAKE_DIRECTORY "${found}")
  set(corpus "${found}")
  if(EXISTS "${seeds}")
    list(APPEND corpus "${seeds}")
  endif()
  add_test(
    NAME fuzz.${subject}
    COMMAND ${target} -max_total_time=${LOTSE_FUZZ_SECONDS} -timeout=10
            -rss_limit_mb=2048 -print_final_stats=1 ${corpus}
    WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  math(EXPR limit "${LOTSE_FUZZ_SECONDS} + 300")
  set_tests_properties(fuzz.${subject} PROPERTIES LABELS fuzz TIMEOUT ${limit})
endfunction()
