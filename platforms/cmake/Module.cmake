# The house rule in one place: one folder is one target, one namespace, one layer,
# and a target links only to lower layers. A wrong arrow stops configuration here;
# tests/architecture reads the include graph for the arrows a linker cannot see.

define_property(TARGET PROPERTY LUOTSI_LAYER
    BRIEF_DOCS "Layer number of a module" FULL_DOCS "See src/README.md for the table of layers.")

function(luotsi_apply_house_flags target)
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_compile_options(${target} PRIVATE -Wall -Wextra $<$<BOOL:${LUOTSI_WARNINGS_AS_ERRORS}>:-Werror>)
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
        QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
endfunction()

function(luotsi_check_arrow from from_layer to)
    if(NOT TARGET ${to})
        message(FATAL_ERROR "${from}: module '${to}' is not declared. Lower layers are added first; "
            "a module that is not there yet is not below this one.")
    endif()
    get_target_property(to_layer ${to} LUOTSI_LAYER)
    if(NOT to_layer LESS from_layer)
        message(FATAL_ERROR "${from} (layer ${from_layer}) may not use ${to} (layer ${to_layer}): "
            "a module uses lower layers only.")
    endif()
endfunction()

# luotsi_add_module(NAME forms LAYER 2 SOURCES … DEPENDS base xpath LIBRARIES Qt6::Core)
# NAME is the folder; nested folders use their path with '-': sync/core is sync-core.
function(luotsi_add_module)
    cmake_parse_arguments(M "" "NAME;LAYER" "SOURCES;DEPENDS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
    set(target luotsi-${M_NAME})
    add_library(${target} STATIC ${M_SOURCES})
    set_target_properties(${target} PROPERTIES LUOTSI_LAYER ${M_LAYER} AUTOMOC ON)
    luotsi_apply_house_flags(${target})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
    foreach(dependency IN LISTS M_DEPENDS)
        luotsi_check_arrow(${target} ${M_LAYER} luotsi-${dependency})
        target_link_libraries(${target} PUBLIC luotsi-${dependency})
    endforeach()
    target_link_libraries(${target} PUBLIC ${M_LIBRARIES} PRIVATE ${M_PRIVATE_LIBRARIES})
    set_property(GLOBAL APPEND PROPERTY LUOTSI_MODULES ${target})
endfunction()

# luotsi_add_executable(NAME luotsi-form SOURCES … DEPENDS forms): layer 9, never linked.
function(luotsi_add_executable)
    cmake_parse_arguments(M "" "NAME" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
    add_executable(${M_NAME} ${M_SOURCES})
    set_target_properties(${M_NAME} PROPERTIES LUOTSI_LAYER 9 AUTOMOC ON
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    luotsi_apply_house_flags(${M_NAME})
    foreach(dependency IN LISTS M_DEPENDS)
        luotsi_check_arrow(${M_NAME} 9 luotsi-${dependency})
        target_link_libraries(${M_NAME} PRIVATE luotsi-${dependency})
    endforeach()
    target_link_libraries(${M_NAME} PRIVATE ${M_LIBRARIES})
endfunction()

# luotsi_add_test(NAME IbanTest SOURCES IbanTest.cpp DEPENDS domain [LABELS slow]): one Qt Test program.
function(luotsi_add_test)
    cmake_parse_arguments(T "" "NAME;TIMEOUT" "SOURCES;DEPENDS;LIBRARIES;LABELS;ARGUMENTS" ${ARGN})
    if(NOT BUILD_TESTING)
        return()
    endif()
    add_executable(${T_NAME} ${T_SOURCES})
    set_target_properties(${T_NAME} PROPERTIES AUTOMOC ON)
    luotsi_apply_house_flags(${T_NAME})
    target_include_directories(${T_NAME} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${T_NAME} PRIVATE
        LUOTSI_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LUOTSI_BINARY_DIR="${PROJECT_BINARY_DIR}")
    foreach(dependency IN LISTS T_DEPENDS)
        target_link_libraries(${T_NAME} PRIVATE luotsi-${dependency})
    endforeach()
    target_link_libraries(${T_NAME} PRIVATE Qt6::Test ${T_LIBRARIES})
    add_test(NAME ${T_NAME} COMMAND ${T_NAME} ${T_ARGUMENTS})
    if(NOT T_LABELS)
        set(T_LABELS quick)
    endif()
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 120)
    endif()
    set_tests_properties(${T_NAME} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FORCE_STDERR_LOGGING=1")
endfunction()

# luotsi_add_fuzzer(NAME fuzz-change SOURCES ChangeFuzz.cpp DEPENDS sync-protocol): one libFuzzer program in
# build/…/fuzz, built by the target "fuzzers" and only when LUOTSI_FUZZ is on.
function(luotsi_add_fuzzer)
    cmake_parse_arguments(F "" "NAME" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
    if(NOT LUOTSI_FUZZ)
        return()
    endif()
    add_executable(${F_NAME} EXCLUDE_FROM_ALL ${F_SOURCES})
    set_target_properties(${F_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
    luotsi_apply_house_flags(${F_NAME})
    target_compile_options(${F_NAME} PRIVATE -fsanitize=fuzzer)
    target_link_options(${F_NAME} PRIVATE -fsanitize=fuzzer,address,undefined)
    foreach(dependency IN LISTS F_DEPENDS)
        target_link_libraries(${F_NAME} PRIVATE luotsi-${dependency})
    endforeach()
    target_link_libraries(${F_NAME} PRIVATE ${F_LIBRARIES})
    if(NOT TARGET fuzzers)
        add_custom_target(fuzzers)
    endif()
    add_dependencies(fuzzers ${F_NAME})
endfunction()

# luotsi_add_benchmark(NAME FormBench SOURCES … DEPENDS forms): built only when LUOTSI_BENCHMARKS is on, never
# part of a test ring: figures are ratios taken in one run.
function(luotsi_add_benchmark)
    cmake_parse_arguments(B "" "NAME" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
    if(NOT LUOTSI_BENCHMARKS)
        return()
    endif()
    add_executable(${B_NAME} ${B_SOURCES})
    set_target_properties(${B_NAME} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bench)
    luotsi_apply_house_flags(${B_NAME})
    target_compile_definitions(${B_NAME} PRIVATE LUOTSI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    foreach(dependency IN LISTS B_DEPENDS)
        target_link_libraries(${B_NAME} PRIVATE luotsi-${dependency})
    endforeach()
    target_link_libraries(${B_NAME} PRIVATE ${B_LIBRARIES})
endfunction()
