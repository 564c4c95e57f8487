' Types filling after filling into one open workbook and writes down what its formulas show.
' PCF_RETYPE names a folder: "fillings" is read, "shown" is written, "failed" says what went wrong.
' Groups, records and fields end with signs 29, 30 and 31, which no cell can hold.

Sub Main()
    On Error GoTo Failed
    Dim fillings, book, shown
    Dim place As Long
    Dim options(0) As New com.sun.star.beans.PropertyValue
    options(0).Name = "Hidden"
    options(0).Value = True
    fillings = Split(WholeText(Environ("PCF_RETYPE") & "/fillings"), CHR(29))
    book = StarDesktop.loadComponentFromURL(fillings(0), "_blank", 0, options())
    shown = CreateUnoService("com.sun.star.io.TextOutputStream")
    shown.setOutputStream(Disk().openFileWrite(Environ("PCF_RETYPE") & "/shown"))
    shown.setEncoding("UTF-8")
    For place = 1 To UBound(fillings)
        TypeInto(book, fillings(place))
        shown.writeString(WhatIsShown(book) & CHR(29))
    Next
    shown.closeOutput()
    book.close(True)
    StarDesktop.terminate()
    Exit Sub
Failed:
    Dim report As Integer
    report = FreeFile()
    Open Environ("PCF_RETYPE") & "/failed" For Output As #report
    Print #report, Error$ & ", line " & Erl
    Close #report
    StarDesktop.terminate()
End Sub

Function Disk()
    Disk = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
End Function

Function WholeText(path As String) As String
    Dim stream
    stream = CreateUnoService("com.sun.star.io.TextInputStream")
    stream.setInputStream(Disk().openFileRead(path))
    stream.setEncoding("UTF-8")
    WholeText = stream.readString(Array(), False)
    stream.closeInput()
End Function

Sub TypeInto(book, filling As String)
    Dim record, fields, cell
    If filling = "" Then Exit Sub
    For Each record In Split(filling, CHR(30))
        fields = Split(record, CHR(31))
        cell = book.Sheets(CLng(fields(0))).getCellByPosition(CLng(fields(2)), CLng(fields(1)))
        If fields(3) = "n" Then
            cell.setValue(Val(fields(4)))
        Else
            cell.setString(fields(4))
        End If
    Next
End Sub

Function WhatIsShown(book) As String
    Dim number As Long, sheet, areas, area, made As String
    For number = 0 To book.Sheets.Count - 1
        sheet = book.Sheets(number)
        areas = sheet.queryContentCells(com.sun.star.sheet.CellFlags.FORMULA).RangeAddresses
        For Each area In areas
            made = made & WhatAreaShows(sheet, number, area)
        Next
    Next
    WhatIsShown = made
End Function

Function WhatAreaShows(sheet, number As Long, area) As String
    Dim data, cells, row As Long, column As Long, made As String
    data = sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow).getDataArray()
    For row = 0 To UBound(data)
        cells = data(row)
        For column = 0 To UBound(cells)
            made = made & number & CHR(31) & (area.StartRow + row) & CHR(31) & (area.StartColumn + column) & CHR(31)
            If IsEmpty(cells(column)) Then
                ' An error has no value, only a text such as #VALUE! or Err:502.
                made = made & "s" & CHR(31) & sheet.getCellByPosition(area.StartColumn + column, area.StartRow + row).String
            ElseIf VarType(cells(column)) = 8 Then
                made = made & "s" & CHR(31) & cells(column)
            Else
                ' Str() keeps 15 digits, so whole and fraction are written apart: nothing is lost.
                made = made & "n" & CHR(31) & Trim(Str(Fix(cells(column)))) & CHR(31) & Trim(Str(cells(column) - Fix(cells(column))))
            End If
            made = made & CHR(30)
        Next
    Next
    WhatAreaShows = made
End Function
