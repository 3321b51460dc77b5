#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::forms {

/// A place of a live form that can be shown: a data node together with the body element that shows it.
/// Stays the same as long as the node lives and is never reused within an instance. A plain value.
struct NodeId
{
    std::uint32_t data = 0xffffffffU; ///< for a repeat range: the node that holds the rows
    std::uint32_t body = 0xffffffffU; ///< none for values that no control shows
    [[nodiscard]] bool isNull() const { return data == 0xffffffffU; }
    friend bool operator==(const NodeId &, const NodeId &) = default;
    friend size_t qHash(const NodeId &node, size_t seed = 0)
    {
        return (static_cast<size_t>(node.data) * 0x9e3779b97f4a7c15ULL) ^ node.body ^ seed;
    }
};

enum class NodeKind : std::uint8_t {
    Root,
    Group,          ///< with or without a reference
    RepeatRange,    ///< a whole repeat; its children are its rows
    RepeatInstance, ///< one row
    Control,
    ModelValue ///< a leaf without a control: calculates, metadata
};

enum class ControlKind : std::uint8_t {
    None,
    Input,
    SelectOne,
    SelectMany,
    Rank,
    Range,
    Trigger,
    Upload,
    Note ///< an input that only shows its label
};

/// Type of the bind. What is unknown is String, with the text kept in BindView::typeName.
enum class DataType : std::uint8_t {
    String,
    Int,
    Decimal,
    Boolean,
    Date,
    Time,
    DateTime,
    Geopoint,
    Geotrace,
    Geoshape,
    Binary,
    Barcode,
    Intent
};

/// Media of a text as the form names it, e.g. `jr://images/a.png`.
struct Media
{
    QString image;
    QString bigImage;
    QString audio;
    QString video;
};

struct Option
{
    QString value;
    QString label;
    Media media;
};

/// Bounds of a range control, as numbers in text; empty where the form names none.
struct RangeBounds
{
    QString start;
    QString end;
    QString step;
};

enum class Violation : std::uint8_t {
    None,
    Required,   ///< required and blank
    Constraint, ///< the bind's constraint, or a value that is not of the bind's type
    Type        ///< a kept value that is not of the bind's type
};

struct ViolationView
{
    NodeId node;
    QString reference;
    Violation violation = Violation::None;
    QString message; ///< of the form, in the current language; empty when the form has none
};

enum class Cause : std::uint8_t {
    User,
    Action ///< setvalue, preload, once(), an option that a filter withdrew, jr:count: stored like an answer
};

/// A value that must become a stored change. Calculates never do.
struct StoredValue
{
    QString path; ///< stable path
    QString value;
};

struct ValueChange
{
    NodeId node;
    StoredValue stored;
    Cause cause = Cause::User;
};

struct StoredRow
{
    QString repeat;   ///< stable path of the repeat, without the row: `/data/cost`
    QString row;      ///< opaque id
    int position = 0; ///< from 1, among the rows of the repeat
};

struct RowChange
{
    NodeId node; ///< the row; dead when it was removed
    StoredRow row;
    bool added = true;
    Cause cause = Cause::User;
};

/// What of a node may look different now.
enum StateFlag : std::uint16_t {
    ValueState = 1,
    RelevantState = 2,
    RequiredState = 4,
    ReadOnlyState = 8,
    ValidityState = 16,
    OptionsState = 32,
    TextState = 64,     ///< label, hint or guidance
    ChildrenState = 128 ///< rows of a repeat range came or went
};

struct NodeChange
{
    NodeId node;
    std::uint16_t flags = 0;
};

/// What one call did: what must be stored, and what the screen must ask for again. In order of happening.
struct ChangeReport
{
    std::vector<ValueChange> values;
    std::vector<RowChange> rows;
    std::vector<NodeChange> nodes; ///< each node once
    std::vector<base::Error>
        problems; ///< expressions that could not be evaluated; their nodes keep their state
};

/// Where a device says it is. Degrees of WGS 84; metres.
struct Geopoint
{
    double latitude = 0;
    double longitude = 0;
    double altitude = 0;
    double accuracy = 0;
};

/// What a form wants to be logged of how it is filled (ODK XForms, Audit Attributes).
struct AuditSettings
{
    bool hasLocation = false; ///< priority, interval and age are all there
    QString locationPriority; ///< `no-power`, `low-power`, `balanced` or `high-accuracy`
    int locationInterval = 0; ///< seconds
    int locationAge = 0;      ///< seconds
    bool tracksChanges = false;
    bool asksUser = false; ///< odk:identify-user
    QString changeReasons; ///< odk:track-changes-reasons, e.g. `on-form-edit`
};

/// What a filled form says about one entity (ODK XForms, Entities).
struct EntityView
{
    QString dataset;
    QString id;
    bool creates = false;
    bool updates = false;
    QString baseVersion;
    QString trunkVersion; ///< of an offline branch; kept, not acted upon
    QString branchId;
    QString label;
    std::vector<std::pair<QString, QString>> properties; ///< name and value, relevant answers only
};

/// One way in which a text is put: the plain one has a blank form, others `guidance`, `short`, …
struct TextForm
{
    QString form;
    QString text;
};

/// What is kept of a draft between sessions.
struct StoredState
{
    std::vector<StoredRow> rows; ///< in any order; outer rows may follow inner ones
    std::vector<StoredValue> values;
};

/// A stored thing the form has no place for, or that is not of the wanted type. Kept in the instance and
/// given back by `FormInstance::storedState`.
struct KeptValue
{
    StoredValue stored;
    base::ErrorCode reason =
        base::ErrorCode::NotFound; ///< NotFound: no such node; TypeMismatch: in place, marked
};

} // namespace luotsi::forms
