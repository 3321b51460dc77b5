#pragma once

#include "viewmodels/AttachProgress.h"
#include "viewmodels/AttachmentListModel.h"
#include "viewmodels/CaptureSourceListModel.h"
#include "viewmodels/FieldContent.h"
#include "viewmodels/FoundOptions.h"
#include "viewmodels/OptionListModel.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// One question on the page: what the form says of it and what the person has typed so far. `value` is as
/// typed and survives an error; normalising and storing are the session's. An answer leaves this object only
/// through its signals. Answers typed in several boxes are `parts` (see FieldParts.h). Threading: GUI thread.
class Field : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(QString ref READ ref CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::Field::Kind kind READ kind CONSTANT)
    Q_PROPERTY(QString label READ label NOTIFY contentChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY contentChanged)
    Q_PROPERTY(QString why READ why NOTIFY contentChanged)
    Q_PROPERTY(bool required READ isRequired NOTIFY contentChanged)
    Q_PROPERTY(bool readOnly READ isReadOnly NOTIFY contentChanged)
    Q_PROPERTY(bool canSkip READ canSkip NOTIFY contentChanged)
    Q_PROPERTY(QString unit READ unit NOTIFY contentChanged)
    Q_PROPERTY(luotsi::viewmodels::FieldContent content READ content NOTIFY contentChanged)
    Q_PROPERTY(QString sound READ sound NOTIFY contentChanged)
    Q_PROPERTY(bool canLocate READ canLocate NOTIFY contentChanged)
    Q_PROPERTY(bool canScan READ canScan NOTIFY contentChanged)
    Q_PROPERTY(bool canPlay READ canPlay NOTIFY contentChanged)
    Q_PROPERTY(QString value READ value WRITE setText NOTIFY valueChanged)
    Q_PROPERTY(QStringList parts READ parts NOTIFY valueChanged)
    Q_PROPERTY(QStringList places READ places NOTIFY valueChanged)
    Q_PROPERTY(QByteArray background READ background NOTIFY backgroundChanged)
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(QString warning READ warning NOTIFY warningChanged)
    Q_PROPERTY(luotsi::viewmodels::OptionListModel *options READ options CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::FoundOptions *found READ found CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::AttachmentListModel *pages READ pages CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::CaptureSourceListModel *sources READ sources CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::AttachProgress *attaching READ attaching CONSTANT)

public:
    enum Kind {
        Text,
        LongText,
        Integer,
        Decimal,
        Money,
        Balance, ///< money that may be below zero
        Date,
        SelectOne,
        SelectMany,
        Trigger,
        Note,
        Upload,
        IdentityCode,
        Iban,
        Phone,
        PostalCode,
        Email,
        Time,
        DateTime,
        Rank,
        Range,
        Geopoint,
        Geotrace,
        Geoshape,
        Barcode,
        Drawing
    };
    Q_ENUM(Kind)

    Field(Kind kind, QString name, QString ref, QObject *parent = nullptr);

    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString ref() const { return m_ref; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QString label() const { return m_content.label; }
    [[nodiscard]] QString hint() const { return m_content.hint; }
    [[nodiscard]] QString why() const { return m_content.why; }
    [[nodiscard]] bool isRequired() const { return m_content.required; }
    [[nodiscard]] bool isReadOnly() const { return m_content.readOnly; }
    [[nodiscard]] bool canSkip() const { return m_content.canSkip; }
    [[nodiscard]] QString unit() const { return m_content.unit; }
    [[nodiscard]] const FieldContent &content() const { return m_content; }
    [[nodiscard]] QString sound() const { return m_tools.sound ? m_content.sound : QString(); }
    [[nodiscard]] bool canLocate() const { return m_tools.position; }
    [[nodiscard]] bool canScan() const { return m_tools.codeReader; }
    [[nodiscard]] bool canPlay() const { return m_tools.sound; }
    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QStringList parts() const { return m_parts; }
    /// Of a line or an area: its places as a person reads them.
    [[nodiscard]] QStringList places() const;
    /// What is drawn over; empty until it has been chosen.
    [[nodiscard]] QByteArray background() const { return m_background; }
    [[nodiscard]] QByteArray drawing() const { return m_drawing; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QString warning() const { return m_warning; }
    [[nodiscard]] OptionListModel *options() { return &m_options; }
    [[nodiscard]] FoundOptions *found() { return &m_found; }
    [[nodiscard]] AttachmentListModel *pages() { return &m_pages; }
    [[nodiscard]] CaptureSourceListModel *sources() { return &m_sources; }
    [[nodiscard]] AttachProgress *attaching() { return &m_attaching; }
    /// What the person has given: `value`, with the place that is still in the boxes of a line or an area.
    [[nodiscard]] QString given() const;

    /// The person is typing. Announced at once; the session decides when it becomes durable.
    Q_INVOKABLE void setText(const QString &text);
    Q_INVOKABLE void choose(const QString &value);
    Q_INVOKABLE void toggle(const QString &value);
    Q_INVOKABLE void setPart(int part, const QString &text);
    /// Moves a choice of a ranking; with no step the order that stands is taken.
    Q_INVOKABLE void rank(int row, int step);
    /// The field lost focus.
    Q_INVOKABLE void leave();
    Q_INVOKABLE void skip();
    Q_INVOKABLE void attach(const QString &sourceId);
    /// What is drawn now, as a picture; it is attached when the page is left.
    Q_INVOKABLE void holdDrawing(const QByteArray &png);
    Q_INVOKABLE void removeAttachment(int row);
    Q_INVOKABLE void refreshSources();
    Q_INVOKABLE void addPlace();
    Q_INVOKABLE void removePlace(int row);
    Q_INVOKABLE void locate();
    Q_INVOKABLE void scan();
    Q_INVOKABLE void play(const QString &sound);

    /// For the session: what the form says, in the current language.
    void setContent(const FieldContent &content);
    void setTools(const FieldTools &tools);
    /// For the session: the stored answer as it is shown for editing; does not announce typing.
    void showValue(const QString &value);
    /// For the session: a place that was taken or typed, as use cases write it.
    void appendPlace(const QString &place);
    void setBackground(const QByteArray &picture);
    void setError(const QString &error);
    void setWarning(const QString &warning);

Q_SIGNALS:
    void contentChanged();
    void valueChanged();
    void backgroundChanged();
    void errorChanged();
    void warningChanged();
    /// Text is being typed and may be incomplete.
    void typed(luotsi::viewmodels::Field *field);
    /// An option or trigger was pressed: the value is complete as far as it goes.
    void chosen(luotsi::viewmodels::Field *field);
    void left(luotsi::viewmodels::Field *field);
    void skipped(luotsi::viewmodels::Field *field);
    void attachAsked(luotsi::viewmodels::Field *field, const QString &sourceId);
    void removeAttachmentAsked(luotsi::viewmodels::Field *field, int row);
    void sourcesAsked(luotsi::viewmodels::Field *field);
    void addPlaceAsked(luotsi::viewmodels::Field *field);
    void positionAsked(luotsi::viewmodels::Field *field);
    void codeAsked(luotsi::viewmodels::Field *field);
    void soundAsked(const QString &sound);

private:
    void setValue(const QString &value);
    void clearParts();

    Kind m_kind;
    QString m_name;
    QString m_ref;
    FieldContent m_content;
    FieldTools m_tools;
    QString m_value;
    QStringList m_parts;
    QByteArray m_background;
    QByteArray m_drawing;
    QString m_error;
    QString m_warning;
    OptionListModel m_options;
    FoundOptions m_found;
    AttachmentListModel m_pages;
    CaptureSourceListModel m_sources;
    AttachProgress m_attaching;
};

} // namespace luotsi::viewmodels
