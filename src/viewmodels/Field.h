#pragma once

#include "viewmodels/AttachmentListModel.h"
#include "viewmodels/CaptureSourceListModel.h"
#include "viewmodels/FieldContent.h"
#include "viewmodels/OptionListModel.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// One question on the page: what the form says of it and what the person has typed so far. `value` is as
/// typed and survives an error; normalising and storing are the session's. An answer leaves this object only
/// through its signals. Dates are three parts in the order day, month, year. Threading: GUI thread.
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
    Q_PROPERTY(QString value READ value WRITE setText NOTIFY valueChanged)
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(QString warning READ warning NOTIFY warningChanged)
    Q_PROPERTY(QString day READ day NOTIFY valueChanged)
    Q_PROPERTY(QString month READ month NOTIFY valueChanged)
    Q_PROPERTY(QString year READ year NOTIFY valueChanged)
    Q_PROPERTY(luotsi::viewmodels::OptionListModel *options READ options CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::AttachmentListModel *pages READ pages CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::CaptureSourceListModel *sources READ sources CONSTANT)

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
        Email
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
    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QString warning() const { return m_warning; }
    [[nodiscard]] QString day() const { return m_dateParts.value(0); }
    [[nodiscard]] QString month() const { return m_dateParts.value(1); }
    [[nodiscard]] QString year() const { return m_dateParts.value(2); }
    [[nodiscard]] OptionListModel *options() { return &m_options; }
    [[nodiscard]] AttachmentListModel *pages() { return &m_pages; }
    [[nodiscard]] CaptureSourceListModel *sources() { return &m_sources; }

    /// The person is typing. Announced at once; the session decides when it becomes durable.
    Q_INVOKABLE void setText(const QString &text);
    Q_INVOKABLE void choose(const QString &value);
    Q_INVOKABLE void toggle(const QString &value);
    /// part: 0 day, 1 month, 2 year.
    Q_INVOKABLE void setDatePart(int part, const QString &text);
    /// The field lost focus.
    Q_INVOKABLE void leave();
    Q_INVOKABLE void skip();
    Q_INVOKABLE void attach(const QString &sourceId);
    Q_INVOKABLE void removeAttachment(int row);
    Q_INVOKABLE void refreshSources();

    /// For the session: what the form says, in the current language.
    void setContent(const FieldContent &content);
    /// For the session: the stored answer as it is shown for editing; does not announce typing.
    void showValue(const QString &value);
    void setError(const QString &error);
    void setWarning(const QString &warning);

Q_SIGNALS:
    void contentChanged();
    void valueChanged();
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

private:
    void setValue(const QString &value);

    Kind m_kind;
    QString m_name;
    QString m_ref;
    FieldContent m_content;
    QString m_value;
    QStringList m_dateParts{QString(), QString(), QString()};
    QString m_error;
    QString m_warning;
    OptionListModel m_options;
    AttachmentListModel m_pages;
    CaptureSourceListModel m_sources;
};

} // namespace luotsi::viewmodels
