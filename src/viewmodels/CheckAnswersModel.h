#pragma once

#include "forms/FormInstance.h"
#include "viewmodels/FieldListModel.h"

#include <QAbstractListModel>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <memory>
#include <vector>

namespace luotsi::viewmodels {

/// A row of a repeat in which an answer stands, with its number among its sisters.
struct RowPlace
{
    forms::NodeId row;
    int number = 1;
    std::shared_ptr<const RowPlace> outer; ///< null: in no other row
};

/// The check page: all answers as flat rows, sensitive ones masked until shown, the declarations to tick,
/// what is still missing. `value` is what may be on the screen now; a masked row never carries its plain
/// value in any role. `missing` means required and not given; an empty value that is not missing is shown as
/// "Not given". A row says only where its answer stands until somebody looks at it: then it is read from the
/// live form, and read again when the form says that it looks different. Threading: GUI thread.
class CheckAnswersModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(luotsi::viewmodels::FieldListModel *declarations READ declarations CONSTANT)
    Q_PROPERTY(QStringList warnings READ warnings NOTIFY warningsChanged)
    Q_PROPERTY(bool canSend READ canSend NOTIFY canSendChanged)
    Q_PROPERTY(int conflictCount READ conflictCount NOTIFY conflictCountChanged)
    Q_PROPERTY(bool sendsAll READ sendsAll WRITE setSendsAll NOTIFY sendsAllChanged)

public:
    enum RowKind { Section, Answer, Attachment };
    Q_ENUM(RowKind)
    enum Role {
        RowKindRole = Qt::UserRole + 1,
        SectionRole,
        LabelRole,
        ValueRole,
        RefRole,
        MaskedRole,
        ShownRole,
        MissingRole,
        NoteRole
    };

    struct Row
    {
        RowKind rowKind = Answer;
        QString section;
        QString label;
        QString plain;  ///< never leaves the model while masked and not shown
        QString hidden; ///< the masked form; empty when the row is not masked
        QString ref;
        bool masked = false;
        bool shown = false;
        bool missing = false;
        forms::NodeId node = {};
        std::shared_ptr<const RowPlace> place = {};
        bool read = true;  ///< the texts are those of the form
        QString note = {}; ///< that it is in conflict, or hangs on an answer that is
    };
    /// Fills in what a row says.
    using Reader = std::function<void(Row &row)>;

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] FieldListModel *declarations() { return &m_declarations; }
    [[nodiscard]] QStringList warnings() const { return m_warnings; }
    [[nodiscard]] bool canSend() const { return m_canSend; }
    /// Questions that have been answered in two ways.
    [[nodiscard]] int conflictCount() const { return m_conflictCount; }
    /// The person has said: send all the same, with every answer told.
    [[nodiscard]] bool sendsAll() const { return m_sendsAll; }
    void setSendsAll(bool sendsAll);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void show(int row);
    Q_INVOKABLE void hide(int row);

    void setReader(Reader reader) { m_reader = std::move(reader); }
    /// Rows that were there already keep what was read of them; only what came, went or differs is announced.
    void assign(std::vector<Row> rows);
    /// Everything is read again when it is next looked at.
    void forget();
    /// The rows in which these nodes stand are read again.
    void touch(const forms::FormInstance &instance, const std::vector<forms::NodeChange> &changes);
    /// All rows back behind their masks, e.g. when the page is left or the screen is hidden.
    void hideAll();
    void setWarnings(const QStringList &warnings);
    void setCanSend(bool canSend);
    void setConflictCount(int count);
    /// All of them, read.
    [[nodiscard]] const std::vector<Row> &rows() const;
    /// How many rows have been read since the beginning; for tests and benchmarks.
    [[nodiscard]] std::uint64_t reads() const { return m_reads; }

Q_SIGNALS:
    void countChanged();
    void warningsChanged();
    void canSendChanged();
    void conflictCountChanged();
    void sendsAllChanged();

private:
    struct Span
    {
        int first = 0;
        int last = 0;
    };

    void setShown(int row, bool shown);
    const Row &readRow(int row) const;
    void stale(Span span);
    void findPlaces();

    mutable std::vector<Row> m_rows;
    mutable std::uint64_t m_reads = 0;
    Reader m_reader;
    QHash<forms::NodeId, Span> m_spans; ///< rows of a question, of a section's heading, of a row of a repeat
    FieldListModel m_declarations;
    QStringList m_warnings;
    bool m_canSend = false;
    int m_conflictCount = 0;
    bool m_sendsAll = false;
};

} // namespace luotsi::viewmodels
